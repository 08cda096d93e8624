package org.nexusauth.console.page.reveal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.NoContent;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.KeyPlace;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.KeyUse;

/**
 * The part of a page that says when a new key was first used. The page queries it every two
 * seconds: the answer has no content until there is something to say.
 *
 * @param clock says whether the page has waited for too long
 */
public record FirstUse(Clock clock) {
  /** How long a page waits. */
  public static final Duration TIMEOUT = Duration.ofMinutes(10);

  private static final String PATH =
      "/organizations/{organization}/integrations/{integration}/keys/{key}/first-use";

  /** Returns its routes. */
  public List<Route> routes() {
    return List.of(Route.get(PATH, Role.VIEWER, this::show));
  }

  /** What there is to say. */
  public sealed interface FirstUseView {
    /**
     * The key was used.
     *
     * @param use when and from where
     */
    record Used(KeyUse use) implements FirstUseView {}

    /** The page has waited long enough. */
    record StillUnused() implements FirstUseView {}
  }

  private ConsoleResponse show(ConsoleCall call) {
    ApiKeyView key = call.services().apiKeys().get(call.operator(), KeyPlace.refOf(call));
    KeyUse use = key.use();
    if (use != null) {
      return page(new FirstUseView.Used(use));
    }
    if (hasTimedOut(key.record().label().createdAt(), clock.instant())) {
      return page(new FirstUseView.StillUnused());
    }
    return new NoContent(204, Map.of());
  }

  /** Returns whether a page does not wait any more; after exactly the timeout it does not. */
  static boolean hasTimedOut(Instant createdAt, Instant now) {
    return !createdAt.plus(TIMEOUT).isAfter(now);
  }

  private static ConsoleResponse page(FirstUseView view) {
    return ConsoleResponse.page(
        new HtmlPage("reveal/firstuse", "First use", Section.INTEGRATIONS, view));
  }
}
