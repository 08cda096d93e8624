package org.nexusauth.browser;

import java.util.List;
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
    softly.assertThat(chrome.heading()).isEqualTo(stop.heading());
    softly.assertThat(markup.findProblems(chrome.source())).as("markup").isEmpty();
    for (BrowserSettings settings : SETTINGS) {
      chrome.show(settings);
      String place = settings.label();
      softly.assertThat(chrome.findAccessibilityViolations()).as(place).isEmpty();
      softly.assertThat(chrome.overflow()).as("overflow, " + place).isNotPositive();
      chrome.takeScreenshot(stop.name());
    }
    softly.assertThat(chrome.findCutTexts()).as("cut at 360 px and 200 %").isEmpty();
    chrome.show(BrowserSettings.WIDE);
    softly.assertThat(chrome.findCutTexts()).as("cut at 1,280 px and 200 %").isEmpty();
    softly.assertAll();
    chrome.assertClean();
  }
}
