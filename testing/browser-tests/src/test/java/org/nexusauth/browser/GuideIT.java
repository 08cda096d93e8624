package org.nexusauth.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The user's guide, word by word, in the browser. */
@ExtendWith(SharedConsole.class)
final class GuideIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String START = "organizations/globex/integrations";

  private static RunningConsole console;
  private static Chrome chrome;

  @BeforeAll
  static void start(RunningConsole running) {
    console = running;
    chrome = running.chrome();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void guide_fromAnIntegrationToItsRevokedKey_holds(boolean scripts) {
    chrome.show(scripts ? BrowserSettings.WIDE : BrowserSettings.WIDE.withoutScripts());
    String name = "Guide " + scripts;
    addIntegration(name);
    chrome.follow("Generate your first key");
    String first = generate("First key", "production");
    assertThat(callApi(first)).isEqualTo(200);
    seeFirstUse(scripts);
    leaveReveal();
    chrome.follow("First key");
    awaitText("1.4.0");
    String keyPage = chrome.path();

    press("Rotate key …" + lastFour(first));
    chrome.press("Create new key");
    String second = readKey();
    leaveReveal();
    awaitText("Not safe yet");
    assertThat(callApi(second)).isEqualTo(200);
    awaitText("The new key has been used");
    chrome.follow("Revoke the old key now");
    chrome.press("Revoke key …" + lastFour(first));
    awaitText("is revoked");
    await().atMost(PATIENCE).until(() -> callApi(first) == 401);
    assertThat(callApi(second)).isEqualTo(200);

    chrome.open(keyPage);
    assertThat(chrome.text()).contains("revoked", "orders:read", "production", "no longer needed");
    chrome.assertClean();
  }

  @Test
  void keys_ofSeveralEnvironments_standSideBySide() {
    chrome.show(BrowserSettings.WIDE);
    addIntegration("Of three environments");
    chrome.follow("Generate your first key");
    for (String environment : List.of("development", "staging", "production")) {
      generate("For " + environment, environment);
      leaveReveal();
      if (!environment.equals("production")) {
        chrome.follow("Generate API key");
      }
    }
    assertThat(chrome.text())
        .contains("For development", "For staging", "For production")
        .contains("3 active");
  }

  /** At 3 a.m.: five clicks and one text from the leaked key's last four to its replacement. */
  @Test
  void leakedKey_byItsLastFour_isReplacedInAMinute() {
    chrome.show(BrowserSettings.WIDE);
    addIntegration("Leaks at night");
    chrome.follow("Generate your first key");
    String leaked = generate("Leaked", "production");
    leaveReveal();
    chrome.open(START);
    long begin = System.nanoTime();

    chrome.fill("q", lastFour(leaked));
    chrome.press("Search");
    chrome.follow("Leaked");
    press("Revoke key …" + lastFour(leaked));
    chrome.driver().findElement(By.cssSelector("input[value=leaked]")).click();
    chrome.press("Revoke key …" + lastFour(leaked));
    assertThat(callApi(leaked)).isEqualTo(401);
    chrome.follow("Generate a replacement");
    chrome.press("Generate API key");
    String replacement = readKey();
    assertThat(callApi(replacement)).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
    leaveReveal();
  }

  private static void addIntegration(String name) {
    chrome.open(START);
    chrome.follow("Integrations");
    chrome.follow("Add integration");
    WebElement type = chrome.driver().findElement(By.cssSelector("input[type=radio]"));
    assertThat(type.isSelected()).isTrue();
    assertThat(type.findElement(By.xpath("..")).getText()).startsWith("API");
    chrome.fill("name", name);
    chrome.choose("agentId", "globex-orders");
    chrome.press("Create Integration");
    assertThat(chrome.heading()).isEqualTo(name);
  }

  private static String generate(String name, String environment) {
    chrome.fill("name", name);
    chrome.driver().findElement(By.cssSelector("input[value=" + environment + "]")).click();
    WebElement permission = chrome.driver().findElement(By.cssSelector("[value='orders:read']"));
    if (!permission.isSelected()) {
      permission.click();
    }
    chrome.press("Generate API key");
    return readKey();
  }

  private static String readKey() {
    assertThat(chrome.heading()).startsWith("New key");
    return chrome.driver().findElement(By.id("new-key")).getAttribute("value");
  }

  private static void leaveReveal() {
    chrome.follow("I have stored it");
    assertThat(chrome.heading()).doesNotStartWith("New key");
  }

  /** Without scripts the key's page says it. */
  private static void seeFirstUse(boolean scripts) {
    if (scripts) {
      awaitText("First used");
      assertThat(chrome.text()).contains("from 127.0.0.0/24");
    }
  }

  /** Reloads the page until it says something, as someone without scripts does. */
  private static void awaitText(String text) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              if (chrome.text().contains(text)) {
                return true;
              }
              boolean reloads = chrome.driver().findElements(By.id("new-key")).isEmpty();
              if (reloads) {
                chrome.driver().navigate().refresh();
              }
              return chrome.text().contains(text);
            });
  }

  private static void press(String text) {
    if (chrome.has("a", text)) {
      chrome.follow(text);
    } else {
      chrome.press(text);
    }
  }

  private static String lastFour(String key) {
    return key.substring(key.length() - 4);
  }

  private static int callApi(String key) {
    return console
        .admin()
        .without("Cookie")
        .with("api-key", key)
        .with("X-Client-Version", "1.4.0")
        .get(console.application().address() + "/app/api/things")
        .statusCode();
  }
}
