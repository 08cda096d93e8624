package org.nexusauth.console.page.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.Times;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.EnvironmentPresets;
import org.nexusauth.management.apikey.EnvironmentPresets.Preset;
import org.nexusauth.management.model.Environment;

/** What new keys of each environment get, by the settings. For admins. */
public final class PlansPage {
  private PlansPage() {}

  /** Returns its routes. */
  public static List<Route> routes() {
    return List.of(Route.page("/plans", Role.ADMIN, PlansPage::showPage));
  }

  /**
   * What it shows.
   *
   * @param rows the environments
   * @param longestLifetime the longest lifetime that a new key may have, in words
   */
  public record PlansView(List<PresetRow> rows, String longestLifetime) {}

  /**
   * An environment.
   *
   * @param environment its name
   * @param lifetime how long its keys are valid, in words
   * @param plan their plan; null for none
   */
  public record PresetRow(String environment, String lifetime, @Nullable String plan) {}

  private static ConsoleResponse showPage(ConsoleCall call) {
    EnvironmentPresets presets = call.services().apiKeys().presets();
    Duration longest = call.services().apiKeys().longestLifetime();
    List<PresetRow> rows =
        Arrays.stream(Environment.values())
            .map(environment -> rowOf(environment, presets.presetOf(environment)))
            .toList();
    return ConsoleResponse.page(
        new HtmlPage(
            "plan/plans",
            "Plans",
            Section.PLANS,
            new PlansView(rows, Times.describeDuration(longest))));
  }

  private static PresetRow rowOf(Environment environment, Preset preset) {
    return new PresetRow(
        environment.name().toLowerCase(Locale.ROOT),
        Times.describeDuration(preset.lifetime()),
        preset.plan());
  }
}
