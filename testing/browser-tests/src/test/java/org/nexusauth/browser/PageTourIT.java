package org.nexusauth.browser;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.browser.PageTour.Stop;

/** What holds for every page: accessibility, valid markup, its policy, its width, large text. */
@ExtendWith(SharedConsole.class)
final class PageTourIT {
  private static final List<BrowserSettings> SETTINGS =
      List.of(
          BrowserSettings.WIDE,
          BrowserSettings.WIDE.inTheDark(),
          BrowserSettings.NARROW,
          BrowserSettings.NARROW.inTheDark());

  private static final Set<BrowserSettings> PICTURES =
      Set.of(BrowserSettings.WIDE, BrowserSettings.NARROW.inTheDark());

  private static Chrome chrome;
  private static PageTour tour;
  private static PageInspection inspection;
  private static MarkupCheck markup;

  @BeforeAll
  static void start(RunningConsole console) {
    chrome = console.chrome();
    tour = PageTour.prepare(console);
    inspection = new PageInspection(chrome.driver());
    markup = new MarkupCheck();
  }

  @AfterAll
  static void stop() {
    inspection.close();
  }

  private static Stream<Stop> stops() {
    return tour.stops();
  }

  @ParameterizedTest
  @MethodSource("stops")
  void page_inEachSetting_isAccessibleValidAndFits(Stop stop) {
    chrome.show(BrowserSettings.WIDE);
    chrome.open(stop.path());
    stop.steps().accept(chrome);
    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(chrome.heading().equals("Not found")).isEqualTo(stop.isNotFound());
    softly.assertThat(chrome.heading()).isNotEqualTo("Internal error");
    softly.assertThat(markup.findProblems(chrome.source())).as("markup").isEmpty();
    for (BrowserSettings settings : SETTINGS) {
      chrome.show(settings);
      softly
          .assertThat(inspection.findAccessibilityViolations(rulesFor(settings)))
          .as(settings.label())
          .isEmpty();
      if (!settings.dark()) {
        softly
            .assertThat(inspection.findOverflows(settings.width()))
            .as("overflow, also at 200 %%, %s", settings.label())
            .allMatch(overflow -> overflow <= 0);
      }
      if (PICTURES.contains(settings)) {
        chrome.takeScreenshot(stop.name());
      }
    }
    chrome.show(BrowserSettings.WIDE);
    softly.assertThat(inspection.findCutTexts()).as("cut at 200 %").isEmpty();
    softly.assertAll();
    chrome.assertClean();
  }

  /** In the dark only colours are different. */
  private static List<String> rulesFor(BrowserSettings settings) {
    return settings.dark() ? List.of("color-contrast") : List.of();
  }
}
