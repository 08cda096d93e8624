package org.nexusauth.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nexusauth.browser.PageTour.Stop;

/** What holds for every page: accessibility, valid markup, its policy, its width. */
final class PageTourIT {
  private static final List<BrowserSettings> SETTINGS =
      List.of(
          BrowserSettings.WIDE,
          BrowserSettings.WIDE.inTheDark(),
          BrowserSettings.NARROW,
          BrowserSettings.NARROW.inTheDark());

  private static ConsoleApplication application;
  private static SampleRecords records;
  private static Chrome chrome;

  @BeforeAll
  static void start() throws Exception {
    application = ConsoleApplication.start();
    records = SampleRecords.fill(application);
    chrome = Chrome.openSignedIn(application, BrowserSettings.WIDE);
  }

  @AfterAll
  static void stop() throws Exception {
    if (chrome != null) {
      chrome.close();
    }
    application.close();
  }

  @Test
  void page_inEachSetting_isAccessibleAndFits() {
    SoftAssertions softly = new SoftAssertions();
    for (BrowserSettings settings : SETTINGS) {
      chrome.show(settings);
      PageTour.all(records).forEach(stop -> check(stop, settings, softly));
    }
    softly.assertAll();
  }

  private static void check(Stop stop, BrowserSettings settings, SoftAssertions softly) {
    chrome.open(stop.path());
    softly
        .assertThat(chrome.findAccessibilityViolations())
        .as(stop + " " + settings.label())
        .isEmpty();
    softly.assertThat(chrome.overflow()).as(stop + " is as wide as the window").isNotPositive();
    chrome.takeScreenshot(stop.name());
    chrome.assertClean();
  }

  @Test
  void markup_ofEachPage_isValid() {
    MarkupCheck check = new MarkupCheck();
    chrome.show(BrowserSettings.WIDE);
    for (Stop stop : PageTour.all(records).toList()) {
      chrome.open(stop.path());
      String html = String.valueOf(chrome.driver().executeAsyncScript(FETCH));
      assertThat(check.findProblems(html)).as(stop.name()).isEmpty();
    }
  }

  private static final String FETCH =
      "const done = arguments[arguments.length - 1];"
          + "fetch(location.href, {headers: {Accept: 'text/html'}})"
          + ".then(answer => answer.text()).then(done);";
}
