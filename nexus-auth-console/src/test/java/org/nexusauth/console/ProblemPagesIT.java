package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.console.access.ConsoleRoles;
import org.nexusauth.console.access.ContainerAccess;
import org.nexusauth.console.page.reveal.ProtectedApi;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.testkit.TestKeys;

/** The page that each problem has, in the frame of who is signed in. */
class ProblemPagesIT {
  private static final TestManagement MANAGEMENT = new TestManagement();
  private static volatile boolean failing;
  private static ApiKeyGate gate;
  private static ConsoleServer server;
  private static FormClient viewer;

  @BeforeAll
  static void start() throws Exception {
    gate = MANAGEMENT.openGate(TestKeys.create());
    server =
        ConsoleServer.start(
            new ContainerAccess(ConsoleRoles.STANDARD),
            ProblemPagesIT::services,
            new PageSources(() -> ProtectedApi.UNKNOWN, () -> Set.of(gate)));
    TestManagement.prepareIntegration(server, "acme", "Billing");
    viewer = FormClient.of(server.as("viewer"));
  }

  private static ManagementServices services() {
    if (failing) {
      throw new IllegalStateException("a secret of this failure");
    }
    return MANAGEMENT.services;
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    gate.close();
  }

  private static void assertProblem(Answer answer, int status, String... texts) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.header("Content-Security-Policy")).contains("style-src 'self'");
    assertThat(answer.body())
        .contains(texts)
        .contains("Go to the start page", ">viewer</span>", "Sign out", "Status " + status)
        .contains(answer.header("X-Request-ID"));
  }

  @Test
  void request_thatIsWrong_saysWhat() {
    assertProblem(viewer.open("check?key=x"), 400, "<strong>address</strong>", "from the menu");
    assertProblem(
        viewer.submit("check", "key", "x", "more", "x"), 400, "Nothing was changed", "form");
  }

  @Test
  void request_thatIsNotAllowed_saysWhoMay() {
    assertProblem(viewer.open("signing-keys"), 403, "ADMIN", "administrator");
    assertProblem(viewer.submit("audit/verification"), 403, "Nothing was changed", "administrator");
  }

  @Test
  void form_ofAnotherSiteOrSession_changesNothing() {
    String fields = "form_token=" + viewer.token() + "&key=x";
    FormClient other =
        new FormClient(viewer.client().with("Sec-Fetch-Site", "cross-site"), viewer.token());
    assertProblem(other.post("check", fields), 403, "Nothing was changed", "another site");
    assertProblem(viewer.post("check", "key=x"), 403, "Nothing was changed", "present session");
  }

  @Test
  void address_thatLeadsToNothing_leadsOn() {
    assertProblem(viewer.open("nothing/at/all"), 404, "There is nothing", "href=\"../../\"");
    assertProblem(viewer.open("organizations/other/audit"), 404, "that you do not see");
    assertThat(viewer.open("nothing").body()).doesNotContain("openapi");
  }

  @ParameterizedTest
  @CsvSource({
    "'', nexus/",
    ";jsessionid=0123456789ABCDEF.node, nexus/",
    "/;jsessionid=0123456789ABCDEF, ./"
  })
  void rootWithASessionId_leadsToTheRoot(String suffix, String location) {
    Answer answer = server.as("admin").send("GET", "/app/nexus" + suffix, new byte[0]);
    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.header("Location")).isEqualTo(location);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ";x=1",
        ";jsessionid=%41",
        ";jsessionid=a;b",
        "/;x=1",
        "/organizations;jsessionid=a",
        ";jsessionid=a/organizations",
        "/api;jsessionid=a/v1/organizations",
        "/api/v1/organizations;jsessionid=a"
      })
  void pathParameters_elsewhere_leadToNothing(String suffix) {
    assertThat(server.as("admin").send("GET", "/app/nexus" + suffix, new byte[0]).status())
        .isIn(400, 404);
  }

  @Test
  void address_ofAForm_cannotBeOpened() {
    Answer answer = viewer.open("audit/verification");
    assertProblem(answer, 405, "cannot be opened by itself");
    assertThat(answer.header("Allow")).contains("POST");
  }

  @Test
  void body_thatIsTooLongOrNoForm_isDenied() {
    assertProblem(viewer.post("check", "key=" + "x".repeat(70_000)), 413, "shorten");
    Answer json =
        viewer
            .client()
            .with("Content-Type", "application/json")
            .send("POST", "/app/nexus/check", "{}".getBytes(StandardCharsets.UTF_8));
    assertProblem(json, 415, "form");
  }

  @Test
  void failure_showsItsRequestIdAndNothingOfTheCause() {
    failing = true;
    try {
      Answer answer = viewer.open("organizations/acme/audit");
      assertProblem(answer, 500, "Try again");
      assertThat(answer.body()).doesNotContain("a secret of this failure");
    } finally {
      failing = false;
    }
  }

  @Test
  void store_thatCannotBeReached_saysWhenToTryAgain() {
    MANAGEMENT.setReachable(false);
    try {
      Answer answer = viewer.open("organizations/acme/audit");
      assertProblem(answer, 503, "cannot be reached", "again in 5 seconds");
      assertThat(answer.header("Retry-After")).isEqualTo("5");
    } finally {
      MANAGEMENT.setReachable(true);
    }
  }
}
