package org.nexusauth.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The main flows by the keyboard alone: Tab, Enter, Space, arrows and text. */
@ExtendWith(SharedConsole.class)
final class KeyboardIT {
  private static final int MAX_TABS = 250;

  private static Chrome chrome;
  private static SampleRecords records;

  @BeforeAll
  static void start(RunningConsole console) {
    chrome = console.chrome();
    records = console.records();
  }

  @Test
  void flows_byKeyboardAlone_reachTheirEnd() {
    chrome.open("organizations/globex/integrations");
    enter("Add integration");
    type("name", "By keyboard");
    type("agentId", "Order");
    enter("Create Integration");
    assertThat(chrome.heading()).isEqualTo("By keyboard");

    enter("Generate your first key");
    type("name", "Typed");
    tabTo(element -> isNamed(element, "environment"));
    send(Keys.SPACE);
    send(Keys.ARROW_DOWN);
    type("morePermissions", "orders:read");
    enter("Generate API key");
    assertThat(chrome.heading()).isEqualTo("New key: Typed");
    tabTo(element -> "new-key".equals(element.getAttribute("id")));
    Object selected =
        chrome
            .driver()
            .executeScript(
                "const e = document.activeElement;"
                    + " return e.value.slice(e.selectionStart, e.selectionEnd);");
    String key = String.valueOf(selected);
    assertThat(key).as("the key is selected where the focus is").startsWith("eyJ");
    enter("Copy");
    enter("I have stored it");

    String four = key.substring(key.length() - 4);
    enter("Typed");
    enter("Rotate key …" + four);
    enter("Create new key");
    assertThat(chrome.heading()).startsWith("New key");
    enter("I have stored it");

    enter("Revoke the old key now");
    tabTo(element -> isNamed(element, "cause"));
    send(Keys.SPACE);
    enter("Revoke key …" + four);
    assertThat(chrome.heading()).contains("is revoked");

    enter("Check a key");
    type("key", records.keyTexts.get(0));
    enter("Check the key");
    assertThat(chrome.text()).contains("Step by step");
    chrome.assertClean();
  }

  private static boolean isNamed(WebElement element, String name) {
    return name.equals(element.getAttribute("name"));
  }

  private static void type(String field, String text) {
    tabTo(element -> isNamed(element, field));
    send(text);
  }

  private static void enter(String text) {
    chrome.heading();
    tabTo(element -> element.getText().strip().equals(text));
    send(Keys.ENTER);
    chrome.awaitPage();
  }

  /** Presses Tab until an element has the focus, which must be seen. */
  private static void tabTo(Predicate<WebElement> wanted) {
    for (int i = 0; i < MAX_TABS; i++) {
      send(Keys.TAB);
      WebElement focused = chrome.driver().switchTo().activeElement();
      if (wanted.test(focused)) {
        String outline = focused.getCssValue("outline-style") + focused.getCssValue("box-shadow");
        assertThat(outline).as("focus on %s", focused.getAttribute("id")).isNotEqualTo("nonenone");
        return;
      }
    }
    throw new AssertionError("Tab does not lead there on " + chrome.text());
  }

  private static void send(CharSequence keys) {
    new Actions(chrome.driver()).sendKeys(keys).perform();
  }
}
