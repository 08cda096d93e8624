package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.console.ConsoleClient.Answer;

/** The audit log in the browser. */
class AuditPageIT {
  private static final TestManagement MANAGEMENT = new TestManagement();
  private static final String ACME = "organizations/acme/audit";
  private static final String HOSTILE = "<b>\"Billing\" & more</b>";
  private static ConsoleServer server;
  private static String integration;
  private static String key;

  @BeforeAll
  static void start() throws Exception {
    server = ConsoleServer.start(() -> MANAGEMENT.services);
    integration = TestManagement.prepareIntegration(server, "acme", HOSTILE);
    server
        .as("admin")
        .post("/organizations", TestManagement.members("id", "other", "name", "Secret of others"));
    Answer made =
        server
            .as("admin")
            .post("/organizations/acme/integrations/" + integration + "/keys", newKey());
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    key = made.json().path("record").path("id").asText();
    server
        .as("admin")
        .with("If-Match", "*")
        .post(
            "/organizations/acme/integrations/" + integration + "/disable",
            TestManagement.members("reason", "contract ended"));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static Answer open(String user, String path) {
    return server.as(user).send("GET", "/app/nexus/" + path, new byte[0]);
  }

  @Test
  void log_ofAnOrganization_saysInWordsWhoDidWhat() {
    Answer answer = open("viewer", ACME);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("disabled the integration", "contract ended", "added the agent", ">admin</bdi>")
        .contains("href=\"../../organizations/acme/integrations/" + integration + "\"")
        .contains("&lt;b&gt;\"Billing\" &amp; more&lt;/b&gt;")
        .doesNotContain("integration.disabled", "Secret of others", HOSTILE, "Verify the chain");
  }

  static Stream<Arguments> filters() {
    return Stream.of(
        argumentSet("actor", "actor=admin", "contract ended", "No event fits"),
        argumentSet("other actor", "actor=eve", "No event fits", "contract ended"),
        argumentSet("action", "action=agent.create", "added the agent</td>", "contract ended"),
        argumentSet("subject", "subject=agent-1", "added the agent</td>", "contract ended"),
        argumentSet("from", "from=2020-01-01T00:00", "contract ended", "No event fits"),
        argumentSet("with offset", "from=2020-01-01T00:00:00Z", "contract ended", "No event fits"),
        argumentSet("to", "to=2020-01-01T00:00", "No event fits", "contract ended"));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void events_areFiltered(String query, String shown, String hidden) {
    assertThat(open("viewer", ACME + "?" + query).body()).contains(shown).doesNotContain(hidden);
  }

  @Test
  void filter_thatIsWrong_isReportedAtItsField() {
    Answer answer = open("viewer", ACME + "?from=yesterday&actor=x");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("href=\"#field-from\"", "This is not a time", "aria-invalid=\"true\"")
        .contains("value=\"x\"")
        .doesNotContain("contract ended");
    assertThat(open("viewer", ACME + "/export?from=yesterday").status()).isEqualTo(400);
  }

  @Test
  void list_inParts_keepsItsFilters() {
    String body = open("viewer", ACME + "?limit=1&actor=admin").body();
    assertThat(body).containsPattern("href=\"\\?actor=admin&amp;cursor=[^\"]+\"");
  }

  @Test
  void download_hasTheEventsThatFit() {
    Answer answer = open("viewer", ACME + "/export?action=integration.disable");
    assertThat(answer.header("Content-Disposition")).contains("attachment");
    assertThat(answer.body()).hasLineCount(1).contains("contract ended");
  }

  @Test
  void log_ofAllOrganizations_isForAdmins() {
    assertThat(open("admin", "audit").body()).contains("contract ended", "Secret of others");
    assertThat(open("admin", "audit/export").body()).contains("Secret of others");
    for (String path : new String[] {"audit", "audit/export"}) {
      assertThat(open("operator", path).status()).isEqualTo(403);
      assertThat(open("viewer", "organizations/other/" + path).status()).isEqualTo(404);
    }
  }

  @Test
  void chain_isVerifiedOnDemandByAdmins() {
    FormClient admin = FormClient.of(server.as("admin"));
    Answer answer = admin.submit("audit/verification");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("Unbroken up to event ", "the last one");
    assertThat(admin.submit("audit/verification", "sequence", "1", "hash", "00").body())
        .contains("Event 2 does not fit");
    assertThat(admin.submit("audit/verification", "sequence", "x").status()).isEqualTo(400);
    assertThat(FormClient.of(server.as("operator")).submit("audit/verification").status())
        .isEqualTo(403);
  }

  @Test
  void link_toAKey_leadsToItsPage() {
    Answer found = open("viewer", ACME + "/keys/" + key);
    assertThat(found.status()).isEqualTo(303);
    assertThat(found.header("Location"))
        .isEqualTo("../../../../organizations/acme/integrations/" + integration + "/keys/" + key);
    assertThat(open("viewer", ACME + "/keys/none").status()).isEqualTo(404);
    assertThat(open("rival", ACME + "/keys/" + key).status()).isEqualTo(404);
  }

  private static ObjectNode newKey() {
    ObjectNode key = TestManagement.members("name", "Production", "environment", "production");
    key.putArray("permissions").add("read");
    return key;
  }
}
