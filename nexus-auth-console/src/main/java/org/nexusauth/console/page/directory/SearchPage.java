package org.nexusauth.console.page.directory;

import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.TextRules;
import org.nexusauth.console.page.check.KeyCheckPage;
import org.nexusauth.console.page.directory.KeyListPage.KeyRow;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/**
 * Finds what a person types at the top of a page. It is a form that is sent, so that a key that is
 * pasted there is in no address.
 *
 * @param clock computes the keys' states
 * @param check answers when what was pasted is a key
 */
public record SearchPage(Clock clock, KeyCheckPage check) {
  private static final int MAX_FOUND = 20;
  private static final int MAX_TEXT = 255;

  /** The first part of a JWT, and the dot after it. */
  private static final Pattern KEY_START = Pattern.compile("ey[A-Za-z0-9_-]{16,}\\.");

  private static final Pattern WHITESPACE = Pattern.compile("\\s+");

  /** What the pages show before the last four characters of a key. */
  private static final Pattern ELLIPSIS = Pattern.compile("^(…|\\.{3})(?=....$)");

  /** Returns its routes. */
  public List<Route> routes() {
    return List.of(
        Route.form("/organizations/{organization}/search", Role.VIEWER, this::answerSearch));
  }

  /**
   * What it shows.
   *
   * @param organization where it was looked
   * @param text what was looked for
   * @param integrations integrations whose name or id contains it
   * @param agents agents whose name or id contains it
   * @param keys keys whose name or id contains it, or whose last four characters are it
   */
  public record SearchView(
      Organization organization,
      String text,
      ResultPage<Integration> integrations,
      ResultPage<Agent> agents,
      ResultPage<KeyRow> keys) {

    /** Returns whether nothing was found. */
    public boolean isEmpty() {
      return integrations.items().isEmpty() && agents.items().isEmpty() && keys.items().isEmpty();
    }
  }

  private ConsoleResponse answerSearch(ConsoleCall call) {
    String pasted = call.form().readRaw("q");
    call.form().finish();
    if (isKey(pasted)) {
      return check.checkKey(call, pasted.strip());
    }
    String text = ELLIPSIS.matcher(pasted.strip()).replaceFirst("");
    requireClean(text);
    Organization organization =
        call.services().organizations().get(call.operator(), call.organization());
    if (text.isEmpty()) {
      return ConsoleResponse.redirect("organizations", organization.id(), "integrations");
    }
    SearchView view = find(call, organization, text);
    return ConsoleResponse.page(new HtmlPage("directory/search", "Search", Section.NONE, view));
  }

  /** What is too long for a name or id is checked as a key, too, so that it is not repeated. */
  private static boolean isKey(String pasted) {
    String text = WHITESPACE.matcher(pasted).replaceAll("");
    return text.length() > MAX_TEXT || KEY_START.matcher(text).find();
  }

  private static void requireClean(String text) {
    TextRules.findProblem(text, MAX_TEXT)
        .ifPresent(
            problem -> {
              throw ProblemException.invalid("q", problem);
            });
  }

  private SearchView find(ConsoleCall call, Organization organization, String text) {
    PageRequest page = new PageRequest(MAX_FOUND, null);
    String id = organization.id();
    IntegrationQuery integrations =
        new IntegrationQuery(id, null, null, null, null, text, clock.instant());
    ApiKeyQuery keys = new ApiKeyQuery(id, null, null, null, null, null, text, clock.instant());
    ResultPage<ApiKeyView> found = call.services().apiKeys().list(call.operator(), keys, page);
    return new SearchView(
        organization,
        text,
        call.services().integrations().list(call.operator(), integrations, page),
        call.services().agents().list(call.operator(), id, text, page),
        new ResultPage<>(KeyListPage.rowsOf(call, found.items()), found.nextCursor()));
  }
}
