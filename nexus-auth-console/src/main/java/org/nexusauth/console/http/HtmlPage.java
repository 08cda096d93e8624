package org.nexusauth.console.http;

/**
 * What a page shows. The frame around it is the same for all.
 *
 * @param template the name of its template, without the ending
 * @param title its title, in plain text
 * @param section where it is in the navigation
 * @param view what the template shows
 */
public record HtmlPage(String template, String title, Section section, Object view) {

  /** The entries of the navigation. */
  public enum Section {
    /** Integrations and everything of one. */
    INTEGRATIONS,
    /** The keys of an organization. */
    KEYS,
    /** Usage and the error log. */
    USAGE,
    /** Alerts. */
    ALERTS,
    /** The audit log. */
    AUDIT,
    /** Signing keys. */
    SIGNING_KEYS,
    /** Plans. */
    PLANS,
    /** Agents. */
    AGENTS,
    /** The check of a key. */
    CHECK,
    /** Organizations. */
    ORGANIZATIONS,
    /** None of them. */
    NONE
  }
}
