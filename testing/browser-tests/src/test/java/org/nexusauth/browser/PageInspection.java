package org.nexusauth.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.chrome.ChromeDriver;

/** What is wrong with the page that a browser shows, if it was opened after this was made. */
final class PageInspection implements AutoCloseable {
  private static final String AXE = readScript("/axe.min.js");
  private static final String CUT_TEXTS = readScript("cut-texts.js");

  private final ChromeDriver driver;
  private final String axe;

  PageInspection(ChromeDriver driver) {
    this.driver = driver;
    // Half a megabyte, which is sent to the browser once.
    Map<String, Object> script =
        driver.executeCdpCommand(
            "Page.addScriptToEvaluateOnNewDocument",
            Map.of("source", "window.loadAxe = () => {" + AXE + "\n};"));
    this.axe = String.valueOf(script.get("identifier"));
  }

  /**
   * Returns the violations of accessibility rules on the present page, with their elements.
   *
   * @param rules the ids of the rules; empty for all
   */
  @SuppressWarnings("unchecked")
  List<String> findAccessibilityViolations(List<String> rules) {
    driver.executeScript("window.axe || window.loadAxe()");
    Map<String, Object> result =
        (Map<String, Object>)
            driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1];"
                    + "const rules = arguments[0];"
                    + "const only = rules.length ? {runOnly: {type: 'rule', values: rules}} : {};"
                    + "axe.run({resultTypes: ['violations'], ...only}).then(done);",
                rules);
    List<String> found = new ArrayList<>();
    for (Map<String, Object> rule : (List<Map<String, Object>>) result.get("violations")) {
      for (Map<String, Object> node : (List<Map<String, Object>>) rule.get("nodes")) {
        found.add(rule.get("id") + ": " + node.get("html") + " " + node.get("failureSummary"));
      }
    }
    return found;
  }

  /**
   * Returns by how many pixels the present page is wider than the window, as it is and while text
   * has twice its size.
   *
   * @param width the width of the window
   */
  @SuppressWarnings("unchecked")
  List<Long> findOverflows(int width) {
    Object overflows =
        driver.executeScript(
            "const root = document.documentElement;"
                + "const plain = root.scrollWidth - arguments[0];"
                + "root.style.fontSize = '200%';"
                + "const large = root.scrollWidth - window.innerWidth;"
                + "root.style.fontSize = ''; return [plain, large];",
            width);
    return (List<Long>) Objects.requireNonNull(overflows);
  }

  /** Returns the elements whose text is cut while text has twice its size. */
  List<String> findCutTexts() {
    Object found = driver.executeScript(CUT_TEXTS);
    return found instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  @Override
  public void close() {
    driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", axe));
  }

  private static String readScript(String name) {
    try (InputStream file = PageInspection.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
