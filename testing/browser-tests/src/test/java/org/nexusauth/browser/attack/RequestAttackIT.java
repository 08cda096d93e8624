package org.nexusauth.browser.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.browser.ConsoleHttp;
import org.nexusauth.console.ConsolePages;
import org.nexusauth.console.http.Route;
import org.nexusauth.management.access.Role;

/** Every page: its headers, ids of others, odd paths, long input, redirects. */
@ExtendWith(AttackedConsole.Shared.class)
final class RequestAttackIT {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  private static final String LONG = "x".repeat(10_000);

  private static AttackedConsole console;
  private static ConsoleHttp admin;
  private static ConsoleHttp rival;
  private static FreshRecords records;

  @BeforeAll
  static void start(AttackedConsole shared) {
    console = shared;
    admin = shared.as("admin");
    rival = shared.as("rival");
    Route activation =
        ConsolePages.forms().stream()
            .filter(form -> form.path().text().endsWith("/activate"))
            .findFirst()
            .orElseThrow();
    records = FreshRecords.make(shared.management(), activation);
  }

  private static Stream<Arguments> pages() {
    return ConsolePages.list().stream()
        .filter(route -> route.method().equals("GET"))
        .map(route -> argumentSet(route.path().text(), route));
  }

  private static Stream<Arguments> forms() {
    return ConsolePages.forms().stream().map(form -> argumentSet(form.path().text(), form));
  }

  private static Stream<Arguments> routesOfOrganizations() {
    return ConsolePages.list().stream()
        .filter(route -> route.path().text().contains("{organization}"))
        .map(route -> argumentSet(route.method() + ' ' + route.path().text(), route));
  }

  private static void assertHeaders(HttpResponse<String> page) {
    assertThat(page.headers().allValues("Content-Security-Policy")).isEqualTo(List.of(POLICY));
    assertThat(page.headers().allValues("X-Frame-Options")).isEqualTo(List.of("DENY"));
    assertThat(page.headers().allValues("X-Content-Type-Options")).isEqualTo(List.of("nosniff"));
    assertThat(page.headers().allValues("Cache-Control")).isEqualTo(List.of("no-store"));
    assertThat(page.headers().allValues("Referrer-Policy")).isEqualTo(List.of("same-origin"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_ofTheConsole_cannotBeFramedOrCached(Route route) {
    HttpResponse<String> page = admin.get(records.path(route));
    assertThat(page.statusCode()).as(page.body()).isIn(200, 204, 303);
    assertThat(page.headers().allValues("Cache-Control")).isEqualTo(List.of("no-store"));
    if (page.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
      assertHeaders(page);
    }
    assertHeaders(console.anonymous().get(records.path(route)));
    assertHeaders(admin.get("nothing/" + records.path(route)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_withAnotherHost_hasNoAddressOfIt(Route route) {
    HttpResponse<String> page =
        admin
            .with("X-Forwarded-Host", "evil.example")
            .with("Host", "evil.example")
            .get(records.path(route));
    assertThat(page.body()).doesNotContain("evil.example");
    assertThat(locationOf(page)).doesNotContain("evil.example");
  }

  @ParameterizedTest
  @MethodSource("routesOfOrganizations")
  void record_ofAnotherOrganization_isNotThere(Route route) {
    Map<String, String> theirs = new HashMap<>();
    route.path().parameters().forEach(name -> theirs.put(name, records.id(name)));
    Map<String, String> below = new HashMap<>(theirs);
    below.put("organization", "rivals");
    long before = console.countChanges();
    for (Map<String, String> ids : List.of(theirs, below)) {
      boolean echoes = route.path().text().endsWith("/env-file");
      long foreign = route.path().parameters().stream().filter(n -> !n.equals("rule")).count();
      if (ids == below && (echoes || foreign == 1)) {
        continue; // The rival's own page, or one that reads no record.
      }
      assertThat(callAsRival(route, ids)).isEqualTo(route.role() == Role.ADMIN ? 403 : 404);
    }
    assertThat(console.countChanges()).isEqualTo(before);
  }

  private static int callAsRival(Route route, Map<String, String> ids) {
    String path = FreshRecords.path(route, ids);
    if (route.method().equals("GET")) {
      HttpResponse<String> page = rival.get(path);
      if (page.statusCode() == 303) {
        page = rival.get(page.uri().resolve(locationOf(page)).toString());
      }
      assertThat(page.body()).doesNotContain("Fresh", "Integration</");
      return page.statusCode();
    }
    return rival.submit(path, records.fields(route)).statusCode();
  }

  @Test
  void form_withIdsOfAnotherOrganization_changesNothing() {
    long before = console.countChanges();
    HttpResponse<String> integration =
        rival.submit(
            "organizations/rivals/integrations",
            Map.of(
                "name",
                "Mine",
                "agentId",
                records.id("agent"),
                "nonce",
                UUID.randomUUID().toString()));
    assertThat(integration.statusCode()).isBetween(400, 499);
    HttpResponse<String> found =
        rival.submit("organizations/rivals/search", Map.of("q", records.id("integration")));
    assertThat(found.body()).contains("Nothing fits");
    HttpResponse<String> checked = rival.submit("check", Map.of("key", records.keyText()));
    assertThat(checked.body()).doesNotContain("Key</bdi>", "organizations/" + org());
    assertThat(console.countChanges()).isEqualTo(before);
  }

  private static String org() {
    return records.id("organization");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void field_ofTenThousandCharacters_isDenied(Route form) {
    Map<String, String> fields = records.fields(form);
    fields.remove("force"); // It is there or not, whatever it says.
    long before = console.countChanges();
    for (String name : fields.keySet()) {
      Map<String, String> changed = new HashMap<>(fields);
      changed.put(name, LONG);
      HttpResponse<String> answer = admin.submit(records.path(form), changed);
      boolean isKey = form.path().text().matches("/check|.*/search");
      boolean isPreview = form.path().text().endsWith("/revoke-preview");
      boolean isBatch = form.path().text().endsWith("/revoke-selected") && name.equals("key");
      if (isKey || isPreview || isBatch) {
        assertThat(answer.statusCode()).as(name).isLessThan(500);
      } else {
        assertThat(answer.statusCode()).as(name + answer.body()).isBetween(400, 499);
      }
    }
    assertThat(console.countChanges()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void body_ofAMegabyte_isDenied(Route form) {
    HttpResponse<String> answer = admin.post(records.path(form), "a=" + "x".repeat(1 << 20));
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void query_ofEightThousandCharacters_isDenied(Route route) {
    String path = records.path(route);
    assertThat(admin.get(path + "?x=" + LONG.substring(2_000)).statusCode()).isEqualTo(400);
    for (String name : route.input().query()) {
      HttpResponse<String> page = admin.get(path + '?' + name + '=' + LONG.substring(6_000));
      assertThat(page.statusCode()).as(name).isLessThan(500);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "organizations;x=y",
        ";/organizations",
        "organizations/;jsessionid=1",
        "organizations/%2e%2e/organizations",
        "organizations/../organizations",
        "%2e%2e/api/things",
        "..;/api/things",
        "..%2fapi%2fthings",
        "/organizations",
        "organizations//acme",
        "organizations/",
        "organizations/%00",
        "organizations/%0d%0aX-Evil:1",
        "organizations/%ff",
        "organizations/%c0%af",
        "organizations/%5c%5cevil.example",
        "organizations%2f",
        "ORGANIZATIONS",
        "assets/../organizations",
        "assets/%2e%2e/%2e%2e/WEB-INF/web.xml",
        "assets/..%5c..%5cWEB-INF"
      })
  void path_thatIsOdd_leadsNowhere(String path) {
    for (ConsoleHttp client : List.of(admin, console.anonymous())) {
      HttpResponse<String> answer = client.get(path);
      assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401, 404);
      assertThat(answer.headers().firstValue("X-Evil")).isEmpty();
    }
  }

  private static Stream<String> foreignAddresses() {
    return Stream.of(
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "\t//evil.example",
        "evil.example\r\nLocation: //evil.example");
  }

  @ParameterizedTest
  @MethodSource("foreignAddresses")
  void redirect_withAForeignAddress_staysHere(String address) {
    String text = ConsoleHttp.encode(address).replace("+", "%20");
    for (Route route : ConsolePages.list()) {
      Map<String, String> ids = new HashMap<>();
      route.path().parameters().forEach(name -> ids.put(name, text));
      String path = FreshRecords.path(route, ids);
      HttpResponse<String> answer =
          route.method().equals("GET")
              ? admin.get(path)
              : admin.submit(path, records.fields(route));
      assertStays(path, answer);
    }
    for (String query :
        List.of("sign-in?token=", "sign-in?next=", "?notice=", "signed-out?login=")) {
      assertStays(query, admin.get(query + text));
    }
    assertStays("search", admin.submit("organizations/" + org() + "/search", Map.of("q", address)));
  }

  private static void assertStays(String path, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(path).isLessThan(500);
    String location = locationOf(answer);
    URI target = answer.uri().resolve(location);
    assertThat(target.getHost()).as(path + " leads to " + location).isEqualTo("127.0.0.1");
    assertThat(target.getScheme()).isEqualTo("http");
  }

  private static String locationOf(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }
}
