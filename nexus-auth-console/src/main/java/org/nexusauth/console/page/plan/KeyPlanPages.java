package org.nexusauth.console.page.plan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.limit.KeyLimitReader;
import org.nexusauth.console.limit.KeyLimits;
import org.nexusauth.console.page.KeyPlace;
import org.nexusauth.limit.Limits.Window;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.plan.PlanView;

/**
 * What a key's page says of its limits; and the part of it that is read again each two seconds.
 *
 * @param clock the time that the windows' ends are seen from
 * @param reader reads what is left
 */
public record KeyPlanPages(Clock clock, KeyLimitReader reader) {
  private static final String LIMITS =
      "/organizations/{organization}/integrations/{integration}/keys/{key}/limits";

  /** Returns its routes. */
  public List<Route> routes() {
    return List.of(Route.get(LIMITS, Role.VIEWER, this::showLimits));
  }

  /**
   * What is left of a key's limits.
   *
   * @param key the key
   * @param limits what is left
   * @param now when it was read
   */
  public record LimitsView(ApiKeyRecord key, KeyLimits limits, Instant now) {
    /** Returns what is used of a window, in words. */
    public String describe(Window window) {
      LimitPolicy policy = window.policy();
      long used = policy.quota() - window.remaining();
      long seconds = Math.max(1, Duration.between(now, window.resetAt()).toSeconds() + 1);
      return "%s of %s %s, resets in %s"
          .formatted(used, policy.quota(), describeWindow(policy), describeSeconds(seconds));
    }

    private static String describeWindow(LimitPolicy policy) {
      return switch (policy.windowSeconds()) {
        case 1 -> "this second";
        case 60 -> "this minute";
        case 3_600 -> "this hour";
        case 86_400 -> "this day";
        default -> "in a window of " + describeSeconds(policy.windowSeconds());
      };
    }

    private static String describeSeconds(long seconds) {
      if (seconds < 120) {
        return seconds + " s";
      }
      if (seconds < 7_200) {
        return (seconds + 59) / 60 + " min";
      }
      return (seconds + 3_599) / 3_600 + " h";
    }

    /** Returns the segments of the address of this part. */
    public String[] path() {
      return KeyPlace.pathOf(key.ref(), "limits").toArray(String[]::new);
    }
  }

  /** Returns what is left of a key's limits. */
  public LimitsView read(ApiKeyRecord key) {
    return new LimitsView(key, reader.read(key), clock.instant());
  }

  private ConsoleResponse showLimits(ConsoleCall call) {
    ApiKeyView key = call.services().apiKeys().get(call.operator(), KeyPlace.refOf(call));
    return ConsoleResponse.page(
        new HtmlPage("plan/limits", "Limits", Section.INTEGRATIONS, read(key.record())));
  }

  /** Returns the names that can be chosen for a key: all plans, and the one that it has. */
  public static List<String> choicesFor(ConsoleCall call, ApiKeyRecord key) {
    List<String> names =
        new ArrayList<>(call.services().plans().list().stream().map(PlanView::name).toList());
    String present = Objects.requireNonNullElse(key.plan(), LimitPlan.DEFAULT);
    if (!names.contains(present)) {
      names.add(present);
    }
    return names;
  }
}
