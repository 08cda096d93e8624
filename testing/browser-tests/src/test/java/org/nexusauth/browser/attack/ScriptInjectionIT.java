package org.nexusauth.browser.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.browser.BrowserSettings;
import org.nexusauth.browser.Chrome;
import org.nexusauth.browser.ConsoleHttp;
import org.nexusauth.browser.RunningConsole;
import org.nexusauth.browser.SharedConsole;
import org.nexusauth.console.ConsolePages;
import org.nexusauth.console.http.Route;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.apikey.NewKeyRequest;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyRevocation.Cause;

/** Scripts in every field that a person, a claim or a header can fill are shown as text. */
@ExtendWith(SharedConsole.class)
final class ScriptInjectionIT {
  private static final List<String> SCRIPTS =
      List.of(
          "<script>pwned=1</script>",
          "</title><script>pwned=1</script>",
          "</textarea><script>pwned=1</script>",
          "<img src=x onerror=pwned=1>",
          "\"><img src=x onerror=pwned=1>",
          "'><img src=x onerror=pwned=1>",
          "<svg onload=pwned=1>",
          "<svg/onload=pwned=1>",
          "\" onfocus=pwned=1 autofocus x=\"",
          "' onfocus=pwned=1 autofocus x='",
          "` onmouseover=pwned=1 `",
          "\" onmouseover=\"pwned=1",
          "<body onload=pwned=1>",
          "<iframe srcdoc='<script>parent.pwned=1</script>'>",
          "<details open ontoggle=pwned=1>",
          "<video><source onerror=pwned=1>",
          "<audio src=x onerror=pwned=1>",
          "<input autofocus onfocus=pwned=1>",
          "<select autofocus onfocus=pwned=1>",
          "<marquee onstart=pwned=1>",
          "<object data=javascript:pwned=1>",
          "<embed src=javascript:pwned=1>",
          "<a href=javascript:pwned=1>x</a>",
          "<form action=javascript:pwned=1><button>",
          "<base href=//evil.example/>",
          "<meta http-equiv=refresh content=0;url=//evil.example>",
          "<link rel=stylesheet href=//evil.example/x.css>",
          "<style>@import '//evil.example/x.css'</style>",
          "<math><mtext></p><script>pwned=1</script>",
          "<template><script>pwned=1</script></template>",
          "<noscript><p title='</noscript><img src=x onerror=pwned=1>'>",
          "<!--><script>pwned=1</script-->",
          "--><script>pwned=1</script>",
          "]]><script>pwned=1</script>",
          "<scr<script>ipt>pwned=1</scr</script>ipt>",
          "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
          "<div hx-get=/app/console/ hx-trigger=load>",
          "<div hx-on:load=pwned=1>",
          "<img data-x='${pwned=1}'>",
          "&lt;script&gt;pwned=1&lt;/script&gt;",
          "&#60;script&#62;pwned=1&#60;/script&#62;",
          "\\x3cscript\\x3epwned=1\\x3c/script\\x3e",
          "\\u003cscript\\u003epwned=1",
          "%3Cscript%3Epwned=1%3C/script%3E",
          "+ADw-script+AD4-pwned=1+ADw-/script+AD4-",
          "\uFF1Cscript\uFF1Epwned=1",
          "{{constructor.constructor('pwned=1')()}}",
          "@if(true)<b>${1}</b>@endif");

  private static final String ORGANIZATION = "scripts";

  private static RunningConsole console;
  private static Chrome chrome;
  private static ManagementServices services;
  private static final List<String> PAGES = new ArrayList<>();

  @BeforeAll
  static void start(RunningConsole running) {
    console = running;
    services = running.application().management().services();
    chrome = running.chrome();
    String name = SCRIPTS.get(0);
    services.organizations().create(change(), ORGANIZATION, name);
    PAGES.add("organizations");
    for (String page : List.of("integrations", "keys", "audit", "agents", "integrations/new")) {
      PAGES.add("organizations/" + ORGANIZATION + '/' + page);
    }
    SCRIPTS.forEach(ScriptInjectionIT::makeRecords);
  }

  private static ChangeContext change() {
    return FreshRecords.change();
  }

  private static void makeRecords(String script) {
    int number = SCRIPTS.indexOf(script);
    String agent = "agent-" + number;
    services.agents().create(change(), ORGANIZATION, agent, script);
    Integration integration = services.integrations().create(change(), ORGANIZATION, script, agent);
    Generated key =
        (Generated)
            services
                .apiKeys()
                .generate(
                    change(),
                    new NewKeyRequest(
                        ORGANIZATION,
                        integration.id(),
                        script,
                        Environment.STAGING,
                        List.of("permission", script.replace(' ', '_')),
                        null,
                        null));
    console
        .admin()
        .without("Cookie")
        .with("api-key", key.key().text())
        .with("X-Client-Version", script.replaceAll("[^ -~]", "?"))
        .with("X-Request-ID", script.replaceAll("[^ -~]", "?"))
        .get(console.application().address() + "/app/api/things");
    String path = "organizations/" + ORGANIZATION + "/integrations/" + integration.id();
    PAGES.add(path);
    String ofKey = path + "/keys/" + key.record().ref().keyId();
    if (number % 3 == 0) {
      services
          .apiKeys()
          .revoke(
              change(),
              key.record().ref(),
              new KeyRevocationRequest(Cause.OTHER, script, null),
              ExpectedVersion.ANY);
    } else if (number % 3 == 1) {
      services
          .integrations()
          .disable(change(), ORGANIZATION, integration.id(), script, ExpectedVersion.ANY);
      PAGES.add(path + "/settings");
    } else {
      services.agents().restrict(change(), ORGANIZATION, agent, script, ExpectedVersion.ANY);
      PAGES.add("organizations/" + ORGANIZATION + "/agents/" + agent);
    }
    PAGES.addAll(List.of(ofKey, ofKey + "/revoke"));
  }

  /** In the source, of every page; in the browser, of a page of each kind. */
  @Test
  void script_inARecord_isText() {
    for (String path : PAGES) {
      HttpResponse<String> page = console.admin().get(path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThatNothingIsRaw(path, page.body());
    }
    chrome.show(BrowserSettings.WIDE);
    for (String path : PAGES.subList(0, 40)) {
      chrome.open(path);
      assertThatNothingRan(path);
    }
    chrome.open(PAGES.get(1));
    assertThat(chrome.text()).contains(SCRIPTS.get(0), SCRIPTS.get(1), "&lt;script&gt;");
  }

  private static void assertThatNothingIsRaw(String path, String html) {
    SCRIPTS.stream()
        .filter(script -> script.contains("<") && !script.contains("@if"))
        .filter(html::contains)
        .forEach(script -> fail("%s is raw at %s", script, path));
  }

  private static void assertThatNothingRan(String path) {
    assertThat(chrome.driver().executeScript("return typeof window.pwned"))
        .as(path)
        .isEqualTo("undefined");
    chrome.assertClean();
  }

  private static Stream<String> scripts() {
    return SCRIPTS.stream();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void script_inARequest_isText(String script) {
    String text = ConsoleHttp.encode(script);
    ConsoleHttp admin = console.admin().with("X-Request-ID", script.replaceAll("[^ -~]", "?"));
    String base = "organizations/" + ORGANIZATION;
    for (Route route : ConsolePages.list()) {
      if (route.method().equals("GET") && route.path().parameters().size() < 2) {
        String path = route.path().text().substring(1).replace("{organization}", ORGANIZATION);
        for (String name : route.input().query()) {
          String filled =
              path.replace("{signingKey}", "x")
                  .replace("{plan}", "default")
                  .replace("{alert}", "sample-open");
          String address = filled + '?' + name + '=' + text;
          HttpResponse<String> page = admin.get(address);
          if (page.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
            assertThatNothingIsRaw(address, page.body());
          }
        }
      }
    }
    for (String path : List.of("check?" + text, base + "?" + text, text.replace("+", "%20"))) {
      assertThatNothingIsRaw(path, admin.get(path).body());
    }
    Map<String, Map<String, String>> forms = new LinkedHashMap<>();
    forms.put(base + "/search", Map.of("q", script));
    forms.put("check", Map.of("key", script));
    forms.put("organizations", Map.of("id", script, "name", ""));
    String nonce = UUID.randomUUID().toString();
    forms.put(base + "/integrations", Map.of("name", script, "agentId", script, "nonce", nonce));
    forms.put(base + "/agents", Map.of("name", "", "id", script));
    forms.put("signing-keys/prepare", Map.of("keyId", script));
    forms.put("check?x=" + text, Map.of(script, script));
    forms.forEach(
        (path, fields) -> assertThatNothingIsRaw(path, admin.submit(path, fields).body()));
    chrome.open(base + "/integrations");
    chrome.fill("q", script);
    chrome.press("Search");
    chrome.heading();
    assertThatNothingRan("search for " + script);
  }
}
