package org.nexusauth.console.page;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.FormToken;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.PathEncoder;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.Organization;

/**
 * What surrounds a page, and what every template needs.
 *
 * @param title the page's title
 * @param section its entry in the navigation
 * @param operator who is signed in; null on the pages before
 * @param organizations the organizations of the menu, and the present one
 * @param addresses makes addresses that are relative to the page's
 * @param token the token of its forms; null without an operator
 * @param messages what stands above the page
 * @param now when it was rendered
 */
public record Frame(
    String title,
    Section section,
    @Nullable Operator operator,
    Organizations organizations,
    Addresses addresses,
    @Nullable FormToken token,
    Messages messages,
    Instant now) {

  /**
   * The organizations of the menu.
   *
   * @param current the organization of the page, or the one that was shown before; null for none
   * @param isOfPage whether the page is one of it
   * @param others some others that the operator sees, by name
   * @param hasMore whether there are more
   */
  public record Organizations(
      @Nullable Organization current,
      boolean isOfPage,
      List<Organization> others,
      boolean hasMore) {
    /** None. */
    public static final Organizations NONE = new Organizations(null, false, List.of(), false);

    /** Copies the list. */
    public Organizations {
      others = List.copyOf(others);
    }
  }

  /**
   * What stands above a page.
   *
   * @param notice what has just been done; empty for nothing
   * @param warning what is wrong with this node, for example that its view of revocations is old;
   *     empty for nothing
   * @param requestId the id of the request, for the log
   */
  public record Messages(Optional<String> notice, Optional<String> warning, String requestId) {}

  /**
   * Makes addresses.
   *
   * @param root what stands before a path below the console's
   * @param application the address of the application, without a slash at its end
   * @param assets the assets
   */
  public record Addresses(String root, String application, Assets assets) {

    /** Returns the address of a page; the segments are encoded. */
    public String of(String... segments) {
      return root + PathEncoder.encode(List.of(segments)).substring(1);
    }

    /** Returns the address of an asset. */
    public String ofAsset(String name) {
      return root + assets.pathOf(name);
    }
  }

  /** Returns the title of the document: the page's, the organization's name, the product's. */
  public String documentTitle() {
    Organization current = organizations.current();
    if (current == null || !organizations.isOfPage()) {
      return title + " · Nexus Auth";
    }
    return title + " · " + current.name() + " · Nexus Auth";
  }

  /** Returns the operator's role in a word; empty without an operator. */
  public String roleName() {
    if (operator == null) {
      return "";
    }
    return operator.role().name().toLowerCase(Locale.ROOT);
  }

  /** Returns the address of a page; the segments are encoded. */
  public String link(String... segments) {
    return addresses.of(segments);
  }

  /**
   * Returns the address of the application, as the server knows it: scheme, host and context,
   * without a slash at its end.
   */
  public String applicationAddress() {
    return addresses.application();
  }

  /** Returns the address of an asset. */
  public String asset(String name) {
    return addresses.ofAsset(name);
  }

  /** Returns the text of the hidden field of forms. */
  public String formToken() {
    if (token == null) {
      return "";
    }
    return token.mask();
  }

  /** Returns whether the operator's role includes another one. */
  public boolean may(Role role) {
    return operator != null && operator.role().includes(role);
  }
}
