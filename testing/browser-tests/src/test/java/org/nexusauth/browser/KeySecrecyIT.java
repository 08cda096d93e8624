package org.nexusauth.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** After a key was shown its text is nowhere in the browser. */
@ExtendWith(SharedConsole.class)
final class KeySecrecyIT {
  private static final String STORED =
      "const done = arguments[arguments.length - 1];"
          + "(async () => {"
          + "  const found = [JSON.stringify(history.state), document.cookie, window.name,"
          + "    JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage}),"
          + "    JSON.stringify(performance.getEntries()), location.href, document.referrer];"
          + "  for (const name of await caches.keys()) {"
          + "    const cache = await caches.open(name);"
          + "    for (const request of await cache.keys()) {"
          + "      found.push(request.url, await (await cache.match(request)).text());"
          + "    }"
          + "  }"
          + "  for (const base of await indexedDB.databases()) { found.push(base.name); }"
          + "  return found.join('\\n');"
          + "})().then(done, error => done('failed: ' + error));";

  private static RunningConsole console;
  private static Chrome chrome;
  private String key = "";

  @BeforeAll
  static void start(RunningConsole running) {
    console = running;
    chrome = running.chrome();
  }

  @BeforeEach
  void reveal() {
    chrome.forgetLogs();
    chrome.open(console.records().pathOfIntegration("acme", "Billing export") + "/keys/new");
    PageTour.generateKey(chrome);
    assertThat(chrome.heading()).startsWith("New key");
    key = chrome.driver().findElement(By.id("new-key")).getAttribute("value");
    assertThat(key).startsWith("eyJ");
  }

  private void assertNowhere() {
    assertThat(chrome.driver().getPageSource()).doesNotContain(signature());
    if (String.valueOf(chrome.driver().executeScript("return origin")).startsWith("http")) {
      assertThat(String.valueOf(chrome.driver().executeAsyncScript(STORED)))
          .doesNotContain(signature())
          .doesNotStartWith("failed");
    } // Else it is the browser's own page: the form would have to be sent again.
    for (WebElement field : chrome.driver().findElements(By.cssSelector("input, textarea"))) {
      assertThat(String.valueOf(field.getDomProperty("value"))).doesNotContain(signature());
    }
    assertThat(String.valueOf(cookies())).doesNotContain(signature());
    assertThat(String.valueOf(history())).doesNotContain(signature());
  }

  private static Map<String, Object> cookies() {
    return chrome.driver().executeCdpCommand("Network.getCookies", Map.of());
  }

  private static Map<String, Object> history() {
    return chrome.driver().executeCdpCommand("Page.getNavigationHistory", Map.of());
  }

  /** The part of the key that no other key has. */
  private String signature() {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  @Test
  void key_whileItIsShown_isInNoStoreOfTheBrowser() {
    assertThat(String.valueOf(chrome.driver().executeAsyncScript(STORED)))
        .doesNotContain(signature());
    assertThat(String.valueOf(cookies())).doesNotContain(signature());
    assertThat(chrome.driver().findElement(By.id("new-key")).getAttribute("autocomplete"))
        .isEqualTo("off");
    chrome.follow("I have stored it");
    assertNowhere();
  }

  @Test
  void key_afterThePageWasLeft_isNotShownByBack() {
    chrome.follow("I have stored it");
    assertThat(chrome.heading()).isEqualTo("Billing export");
    assertNowhere();
    chrome.driver().navigate().back();
    assertNowhere();
    chrome.driver().navigate().back();
    chrome.driver().navigate().forward();
    chrome.driver().navigate().forward();
    assertNowhere();
    assertThat(chrome.readRequestAddresses())
        .noneMatch(address -> address.contains(signature()) || address.contains("eyJ"));
  }

  @Test
  void reveal_reloaded_saysWhenAndMakesNoSecondKey() {
    long before = console.records().countKeys("acme");
    chrome.driver().navigate().refresh();
    assertThat(chrome.heading()).isEqualTo("This key was shown before");
    assertThat(chrome.text()).containsPattern("shown at \\d\\d:\\d\\d UTC");
    assertThat(console.records().countKeys("acme")).isEqualTo(before);
    assertNowhere();
  }

  @Test
  void reveal_leftByAnotherLink_asksOnce() {
    chrome.driver().findElement(By.id("new-key")).click();
    chrome.forgetLogs();
    chrome.follow("Keys");
    assertThat(chrome.heading()).isEqualTo("Keys");
    assertThat(readDialogs()).hasSize(1);
    chrome.driver().navigate().back();
    chrome.open("organizations");
    assertThat(readDialogs()).isEmpty();
  }

  @Test
  void reveal_leftByItsButton_doesNotAsk() {
    chrome.driver().findElement(By.id("new-key")).click();
    chrome.forgetLogs();
    chrome.follow("I have stored it");
    assertThat(chrome.heading()).isEqualTo("Billing export");
    assertThat(readDialogs()).isEmpty();
  }

  private static List<String> readDialogs() {
    return chrome.readEvents().stream()
        .filter(event -> event.contains("Page.javascriptDialogOpening"))
        .toList();
  }

  @Test
  void copy_ofTheKey_putsItOnTheClipboard() {
    chrome
        .driver()
        .executeCdpCommand(
            "Browser.grantPermissions",
            Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    chrome.press("Copy");
    await().until(() -> chrome.text().contains("Copied"));
    Object copied =
        chrome
            .driver()
            .executeAsyncScript(
                "navigator.clipboard.readText().then(arguments[arguments.length - 1],"
                    + " error => arguments[arguments.length - 1](String(error)));");
    assertThat(copied).isEqualTo(key);
    chrome.follow("I have stored it");
  }
}
