package org.nexusauth.console.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page for someone who is no operator, or not yet.
 *
 * @param status the status of the answer
 * @param title its title, in plain text
 * @param paragraphs what it says
 * @param example lines of a configuration file; empty for none
 * @param link what the link to the first page says; empty for no link
 * @param account who has signed in and can sign out; null for no one
 */
public record AccessPage(
    int status,
    String title,
    List<String> paragraphs,
    String example,
    String link,
    @Nullable String account) {

  /** Copies the paragraphs. */
  public AccessPage {
    paragraphs = List.copyOf(paragraphs);
  }

  /** Returns a page of text. */
  public static AccessPage of(int status, String title, String... paragraphs) {
    return new AccessPage(status, title, List.of(paragraphs), "", "", null);
  }

  /** Returns this page with lines of a configuration file. */
  public AccessPage withExample(String lines) {
    return new AccessPage(status, title, paragraphs, lines, link, account);
  }

  /** Returns this page with a link to the first page. */
  public AccessPage withLink(String text) {
    return new AccessPage(status, title, paragraphs, example, text, account);
  }

  /** Returns this page for someone who has signed in, with a button to sign out. */
  public AccessPage forAccount(String name) {
    return new AccessPage(status, title, paragraphs, example, link, name);
  }
}
