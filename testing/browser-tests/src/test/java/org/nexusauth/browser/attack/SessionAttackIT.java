package org.nexusauth.browser.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.browser.BrowserSettings;
import org.nexusauth.browser.Chrome;
import org.nexusauth.browser.ConsoleApplication;
import org.nexusauth.browser.ConsoleHttp;
import org.nexusauth.console.ConsolePages;
import org.nexusauth.console.http.Route;

/** Sessions: links, cookies, roles that are taken away, API keys in place of a login. */
@ExtendWith(AttackedConsole.Shared.class)
final class SessionAttackIT {
  private static final int THREADS = 32;
  private static final String SESSION = "nexus-console=";

  private static AttackedConsole console;

  @BeforeAll
  static void start(AttackedConsole shared) {
    console = shared;
  }

  @Test
  void link_openedInParallel_opensOneSession() throws Exception {
    try (ConsoleApplication application = ConsoleApplication.start()) {
      ConsoleHttp anonymous = new ConsoleHttp(application.consoleAddress(), Map.of());
      String link = application.loginLink();
      String fixed = SESSION + "of-an-attacker-0123456789012345678901234567";
      assertThat(anonymous.get(link + "x").statusCode()).isEqualTo(401);
      assertThat(anonymous.get(link.substring(0, link.length() - 1)).statusCode()).isEqualTo(401);
      assertThat(anonymous.get("sign-in?token=").statusCode()).isEqualTo(401);
      List<String> sessions = openInParallel(anonymous.with("Cookie", fixed), link);
      assertThat(sessions).hasSize(1);
      assertThat(anonymous.get(link).statusCode()).isEqualTo(401);
      assertThat(anonymous.with("Cookie", fixed).get("organizations").statusCode()).isEqualTo(401);
      ConsoleHttp session =
          anonymous.with("Cookie", sessions.get(0)).with("Sec-Fetch-Site", "same-origin");
      assertThat(session.get("organizations").statusCode()).isEqualTo(200);
      assertSignOutEndsIt(application, session);
    }
  }

  private static List<String> openInParallel(ConsoleHttp client, String link) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    CyclicBarrier together = new CyclicBarrier(THREADS);
    List<Future<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      answers.add(
          threads.submit(
              () -> {
                together.await();
                return client.get(link);
              }));
    }
    List<String> sessions = new ArrayList<>();
    for (Future<HttpResponse<String>> future : answers) {
      HttpResponse<String> answer = future.get();
      if (answer.statusCode() == 303) {
        assertThat(answer.headers().allValues("Set-Cookie"))
            .hasSize(2)
            .allMatch(
                cookie ->
                    cookie.contains("; Path=/app/console;")
                        && cookie.contains("; HttpOnly")
                        && cookie.contains("; SameSite=Strict"));
        sessions.add(ConsoleHttp.cookiesOf(answer));
      } else {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
      }
    }
    threads.shutdown();
    return sessions;
  }

  /** In the browser too: the page before is not shown again by its button Back. */
  private static void assertSignOutEndsIt(ConsoleApplication application, ConsoleHttp session) {
    try (Chrome chrome = Chrome.open(application, BrowserSettings.WIDE)) {
      chrome.signIn(session.headers().get("Cookie"));
      chrome.open("organizations");
      assertThat(chrome.heading()).isEqualTo("Organizations");
      chrome.press("Sign out");
      assertThat(chrome.heading()).isEqualTo("Signed out");
      chrome.driver().navigate().back();
      assertThat(chrome.text()).doesNotContain("Add an organization");
      assertThat(session.get("organizations").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void operator_whoseRoleIsTakenAway_isDeniedAtTheNextRequest() {
    console.accounts().setRoles("leaver", "nexus-operator", "nexus-org-rivals");
    ConsoleHttp leaver = console.as("leaver");
    String token = leaver.readToken();
    assertThat(leaver.get("organizations/rivals/integrations").statusCode()).isEqualTo(200);
    console.accounts().setRoles("leaver", "nexus-operator");
    assertThat(leaver.get("organizations/rivals/integrations").statusCode()).isEqualTo(404);
    console.accounts().setRoles("leaver", "nexus-viewer", "nexus-org-rivals");
    String form = ConsoleHttp.encode(Map.of("name", "Late", ConsoleHttp.TOKEN_FIELD, token));
    assertThat(leaver.post("organizations/rivals/integrations", form).statusCode()).isEqualTo(403);
    console.accounts().setRoles("leaver");
    assertThat(leaver.get("organizations/rivals/integrations").statusCode()).isEqualTo(403);
  }

  @Test
  void apiKey_inPlaceOfALogin_opensNothing() {
    Route anyForm = ConsolePages.forms().get(0);
    FreshRecords records = FreshRecords.make(console.management(), anyForm);
    String key = records.keyText();
    ConsoleHttp anonymous = console.anonymous();
    assertThat(anonymous.with("api-key", key).get(things()).statusCode()).isEqualTo(200);
    List<ConsoleHttp> clients =
        List.of(
            anonymous.with("api-key", key),
            anonymous.with("Authorization", "Bearer " + key),
            anonymous.with("Cookie", SESSION + key));
    for (Route route : ConsolePages.list()) {
      for (ConsoleHttp client : clients) {
        String path = records.path(route);
        HttpResponse<String> answer =
            route.method().equals("GET") ? client.get(path) : client.post(path, "a=b");
        assertThat(answer.statusCode()).as(path).isIn(401, 403);
        assertThat(answer.body()).doesNotContain(key);
      }
    }
  }

  private static String things() {
    return console.application().address() + "/app/api/things";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/app/api/things",
        "/app/api/things;console",
        "/app/api/things?path=/console/",
        "/app//api/things",
        "/app/./api/things",
        "/app/console/../api/things",
        "/app/console/..;/api/things",
        "/app/console/%2e%2e/api/things",
        "/app/console;/../api/things",
        "/app/consoles",
        "/app/Console/",
        "/app/"
      })
  void filter_besideTheConsole_letsNobodyElseThrough(String path) {
    for (ConsoleHttp client : List.of(console.anonymous(), console.as("admin"))) {
      HttpResponse<String> answer = client.get(console.application().address() + path);
      assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401, 404);
      assertThat(answer.body()).doesNotContain("[]");
    }
  }
}
