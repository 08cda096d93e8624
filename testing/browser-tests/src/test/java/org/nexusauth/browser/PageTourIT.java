package org.nexusauth.browser;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
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
  private static MarkupCheck markup;

  @BeforeAll
  static void start(RunningConsole console) {
    chrome = console.chrome();
    tour = PageTour.prepare(console);
    markup = new MarkupCheck();
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
          .assertThat(chrome.findAccessibilityViolations(rulesFor(settings)))
          .as(settings.label())
          .isEmpty();
      softly.assertThat(chrome.overflow()).as("overflow, " + settings.label()).isNotPositive();
      softly.assertThat(chrome.overflowOfLargeText()).as("overflow at 200 %").isNotPositive();
      if (PICTURES.contains(settings)) {
        chrome.takeScreenshot(stop.name());
      }
    }
    chrome.show(BrowserSettings.WIDE);
    softly.assertThat(chrome.findCutTexts()).as("cut at 200 %").isEmpty();
    softly.assertAll();
    chrome.assertClean();
  }

  /** In the dark only colours are different. */
  private static List<String> rulesFor(BrowserSettings settings) {
    return settings.dark() ? List.of("color-contrast") : List.of();
  }
}
