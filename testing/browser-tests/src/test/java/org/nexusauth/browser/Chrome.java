package org.nexusauth.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium. Watches each page: violations of its content security policy, errors on the
 * console, and where requests go. Tests are skipped where there is no Chromium.
 */
public final class Chrome implements AutoCloseable {
  private static final Path BINARY = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Path DOWNLOADS = Path.of("target", "downloads");
  private static final int HEIGHT = 900;
  private static final int MAX_HEIGHT = 6000;

  /**
   * The first visible element of a tag with a text: one question instead of two for each element.
   */
  private static final String VISIBLE =
      "return [...document.querySelectorAll(arguments[0])].find(element =>"
          + " element.innerText.trim() === arguments[1]"
          + " && element.checkVisibility({visibilityProperty: true})) || null;";

  private static final String WATCH =
      "window.policyViolations = [];"
          + "document.addEventListener('securitypolicyviolation', event =>"
          + " window.policyViolations.push(event.violatedDirective + ' ' + event.blockedURI));";

  private final ChromeDriver driver;
  private final ConsoleApplication application;
  private BrowserSettings settings;

  private Chrome(ChromeDriver driver, ConsoleApplication application, BrowserSettings settings) {
    this.driver = driver;
    this.application = application;
    this.settings = settings;
  }

  /** Opens a browser that has not signed in. */
  public static Chrome open(ConsoleApplication application, BrowserSettings settings) {
    Assumptions.assumeTrue(
        Files.isExecutable(BINARY) && Files.isExecutable(DRIVER),
        "there is no Chromium with its driver on this machine: apt-get install chromium"
            + " chromium-driver");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BINARY.toString());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--hide-scrollbars");
    options.setExperimentalOption(
        "prefs", Map.of("download.default_directory", DOWNLOADS.toAbsolutePath().toString()));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
    Chrome chrome = new Chrome(driver, application, settings);
    chrome.show(settings);
    return chrome;
  }

  /** Has the session of cookies, as the header {@code Cookie} has them. */
  public void signIn(String cookies) {
    for (String cookie : cookies.split("; ", -1)) {
      int equals = cookie.indexOf('=');
      driver.executeCdpCommand(
          "Network.setCookie",
          Map.of(
              "name",
              cookie.substring(0, equals),
              "value",
              cookie.substring(equals + 1),
              "url",
              application.consoleAddress(),
              "path",
              "/app/console",
              "httpOnly",
              true,
              "sameSite",
              "Strict"));
    }
  }

  /** Shows pages in another way; whether scripts run is so for the next page. */
  public void show(BrowserSettings changed) {
    settings = changed;
    driver.executeCdpCommand(
        "Emulation.setScriptExecutionDisabled", Map.of("value", !changed.scripts()));
    String scheme = changed.dark() ? "dark" : "light";
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    setHeight(HEIGHT);
  }

  private void setHeight(int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", settings.width(), "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Opens a page of the console. */
  public void open(String path) {
    driver.get(application.consoleAddress() + path);
  }

  public ChromeDriver driver() {
    return driver;
  }

  /** Returns the path of the present page below the console's. */
  public String path() {
    return driver.getCurrentUrl().substring(application.consoleAddress().length());
  }

  /** Waits for the page that a click has called. */
  public String heading() {
    return soon()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptionsInstanceOf(WebDriverException.class)
        .until(() -> driver.findElement(By.tagName("h1")).getText(), text -> !text.isEmpty());
  }

  /** Waits until the page that a key or a click has called is there. */
  void awaitPage() {
    soon()
        .ignoreExceptionsInstanceOf(WebDriverException.class)
        .until(() -> "complete".equals(driver.executeScript("return document.readyState")));
  }

  /** Most pages are there at once. */
  private static ConditionFactory soon() {
    return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20));
  }

  public String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** Follows a link by its text, which may be cut by the page. */
  public void follow(String text) {
    find("a", text).click();
  }

  /** Presses a button by its text. */
  public void press(String text) {
    button(text).click();
  }

  public WebElement button(String text) {
    return find("button", text);
  }

  private WebElement find(String tag, String text) {
    Object found = driver.executeScript(VISIBLE, tag, text);
    if (found instanceof WebElement element) {
      return element;
    }
    throw new AssertionError("no " + tag + " " + text + " on " + text());
  }

  /** Returns whether the page shows an element with a text. */
  public boolean has(String tag, String text) {
    return driver.executeScript(VISIBLE, tag, text) != null;
  }

  /** Chooses an option of a list by its value. */
  public void choose(String field, String value) {
    driver
        .findElement(By.cssSelector("[name=" + field + "] option[value='" + value + "']"))
        .click();
  }

  /** Writes into a field of a form by its name. */
  public void fill(String field, String value) {
    WebElement element = driver.findElement(By.name(field));
    element.clear();
    element.sendKeys(value);
  }

  /** Keeps a picture of the whole page as output of the build. */
  void takeScreenshot(String name) {
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + '-' + settings.label() + ".png"), takePicture());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a picture of the whole page. */
  public byte[] takePicture() {
    Number height = (Number) driver.executeScript("return document.documentElement.scrollHeight");
    setHeight(Math.min(MAX_HEIGHT, Math.max(HEIGHT, height == null ? 0 : height.intValue())));
    byte[] picture = driver.getScreenshotAs(OutputType.BYTES);
    setHeight(HEIGHT);
    return picture;
  }

  /** Returns the document of the present page as the server sent it. */
  @SuppressWarnings("unchecked")
  public String source() {
    Map<String, Object> tree = driver.executeCdpCommand("Page.getFrameTree", Map.of());
    Map<String, Object> frame =
        (Map<String, Object>) ((Map<String, Object>) tree.get("frameTree")).get("frame");
    // A page is requested under the id of its loader.
    Map<String, Object> content =
        driver.executeCdpCommand(
            "Network.getResponseBody", Map.of("requestId", frame.get("loaderId")));
    return String.valueOf(content.get("body"));
  }

  /** Forgets what was logged, for example by the tests of another class. */
  public void forgetLogs() {
    driver.manage().logs().get(LogType.BROWSER);
    driver.manage().logs().get(LogType.PERFORMANCE);
  }

  /** Returns what the browser's protocol has reported since the last call. */
  public List<String> readEvents() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Checks that the pages so far kept their content security policy and made no errors. */
  public void assertClean() {
    if (settings.scripts()) {
      assertThat(driver.executeScript("return window.policyViolations || []"))
          .as("violations of the policy on " + driver.getCurrentUrl())
          .isEqualTo(List.of());
    }
    assertThat(readBrowserErrors()).as("errors on the browser's console").isEmpty();
    assertThat(readRequestAddresses())
        .as("addresses of requests")
        .allMatch(
            address -> address.startsWith(application.address()) || address.startsWith("data:"));
  }

  /** A page that answers 400 or more is logged as an error too: that is not one of the page. */
  private List<String> readBrowserErrors() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .filter(message -> !message.contains("Failed to load resource: the server responded"))
        .toList();
  }

  /** Returns where the browser has sent requests since the last call. */
  public List<String> readRequestAddresses() {
    List<String> addresses = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      String message = entry.getMessage();
      int request = message.indexOf("\"Network.requestWillBeSent\"");
      int url = message.indexOf("\"request\":{");
      int start = url < 0 ? -1 : message.indexOf("\"url\":\"", url);
      if (request >= 0 && start >= 0) {
        int from = start + "\"url\":\"".length();
        addresses.add(message.substring(from, message.indexOf('"', from)));
      }
    }
    return addresses;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
