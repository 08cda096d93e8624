package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.console.FormClient.hidden;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.console.access.ConsoleRoles;
import org.nexusauth.console.access.ContainerAccess;
import org.nexusauth.console.page.reveal.ProtectedApi;

/** Pages of an application that reads forms first, whose store fails, and that others link to. */
class AdverseConditionsIT {
  private static final String READ_FIRST = "X-Read-First";
  private static final TestManagement MANAGEMENT = new TestManagement();
  private static volatile boolean failsOnceMade;
  private static ConsoleServer server;
  private static FormClient operator;
  private static String integration;

  @BeforeAll
  static void start() throws Exception {
    PageSources sources = new PageSources(AdverseConditionsIT::readApi, Set::of);
    server =
        ConsoleServer.start(
            ConsoleServlet.of(
                new ContainerAccess(ConsoleRoles.STANDARD), () -> MANAGEMENT.services, sources),
            AdverseConditionsIT::addReadingFilter);
    integration =
        "organizations/acme/integrations/"
            + TestManagement.prepareIntegration(server, "acme", "First");
    operator = FormClient.of(server.as("operator"));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  /** What the page of a new key asks for when the key has been made. */
  private static ProtectedApi readApi() {
    MANAGEMENT.setReachable(!failsOnceMade);
    return ProtectedApi.UNKNOWN;
  }

  private static void addReadingFilter(Context context) {
    Filter filter =
        (request, response, chain) -> {
          if (((HttpServletRequest) request).getHeader(READ_FIRST) != null) {
            request.getParameterMap();
          }
          chain.doFilter(request, response);
        };
    FilterDef definition = new FilterDef();
    definition.setFilterName("reading");
    definition.setFilter(filter);
    context.addFilterDef(definition);
    FilterMap map = new FilterMap();
    map.setFilterName("reading");
    map.addURLPattern("/*");
    context.addFilterMap(map);
  }

  @AfterEach
  void repair() {
    failsOnceMade = false;
    MANAGEMENT.setReachable(true);
  }

  private static Answer generate() {
    String nonce = hidden(operator.open(integration + "/keys/new"), "nonce");
    failsOnceMade = true;
    return sendForm(nonce);
  }

  private static Answer sendForm(String nonce) {
    return operator.submit(
        integration + "/keys",
        "name",
        "Key",
        "environment",
        "production",
        "permissions",
        "orders:read",
        "lifetime",
        "preset",
        "nonce",
        nonce);
  }

  private static String findKey() {
    JsonNode keys = server.as("viewer").get('/' + integration + "/keys").json().path("items");
    return keys.get(0).path("id").asText();
  }

  @Test
  void newKey_whoseStoreFailsOnceItIsMade_isShownAllTheSame() {
    Answer generated = generate();
    assertThat(generated.status()).as(generated.body()).isEqualTo(200);
    assertThat(generated.body()).contains("Copy this key now", "Sign out");
    repair();
    String path = integration + "/keys/" + findKey() + "/rotate";
    Answer form = operator.open(path);
    failsOnceMade = true;
    Answer rotated =
        operator.submit(
            path,
            "grace",
            "PT1H",
            "deadline",
            LocalDate.now(ZoneOffset.UTC).plusDays(7).toString(),
            "nonce",
            hidden(form, "nonce"),
            "version",
            hidden(form, "version"));
    assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
    assertThat(rotated.body()).contains("Copy this key now");
  }

  @Test
  void newKey_whoseFormIsSentInParallel_isShownByOneAnswer() {
    String nonce = hidden(operator.open(integration + "/keys/new"), "nonce");
    List<String> pages =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> sendForm(nonce).body()))
            .limit(6)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(pages).filteredOn(page -> page.contains("Copy this key now")).hasSize(1);
    assertThat(pages)
        .filteredOn(page -> page.contains("No second key was made"))
        .hasSize(5)
        .noneMatch(page -> page.contains("nobody has it"));
  }

  @Test
  void download_whoseStoreFails_isAPageAndNoFile() {
    FormClient admin = FormClient.of(server.as("admin"));
    assertThat(admin.open("audit/export").header("Content-Disposition")).startsWith("attachment");
    MANAGEMENT.setReachable(false);
    Answer failed = admin.open("audit/export");
    assertThat(failed.status()).isEqualTo(503);
    assertThat(failed.header("Content-Type")).startsWith("text/html");
    assertThat(failed.header("Content-Disposition")).isEqualTo("inline");
  }

  private static FormClient readFirst() {
    return new FormClient(operator.client().with(READ_FIRST, "yes"), operator.token());
  }

  private static Answer rename(FormClient client, String name) {
    String version = hidden(operator.open(integration + "/settings"), "version");
    return client.submit(integration + "/rename", "name", name, "version", version);
  }

  @Test
  void form_thatAFilterHasRead_isTakenOrDeniedButNotDistorted() {
    assertThat(rename(readFirst(), "Orders").status()).isEqualTo(303);
    for (String name : new String[] {"Aufträge", "注文", "🚀"}) {
      Answer misread = rename(readFirst(), name);
      assertThat(misread.status()).as(name).isEqualTo(400);
      assertThat(misread.body()).contains("request-character-encoding");
    }
    assertThat(operator.open(integration).body()).contains("<h1><bdi>Orders</bdi>");
    assertThat(rename(operator, "Aufträge").status()).isEqualTo(303);
  }

  @Test
  void form_thatAFilterHasRead_isNoLongerThanAnyOther() {
    String body = "form_token=" + operator.token() + "&key=x".repeat(301);
    Answer answer = readFirst().post(integration + "/keys/revoke-preview", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("more than 300 fields");
  }

  @Test
  void notice_inALinkFromElsewhere_isNotSaid() {
    String address = integration + "?notice=key-revoked";
    assertThat(operator.open(address).body()).contains("The key is revoked");
    for (String site : new String[] {"none", "cross-site", "same-site"}) {
      Answer page =
          operator
              .client()
              .with("Sec-Fetch-Site", site)
              .send("GET", "/app/nexus/" + address, "".getBytes(StandardCharsets.UTF_8));
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body()).as(site).doesNotContain("The key is revoked");
    }
  }
}
