package org.nexusauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.event.Outcome;
import org.nexusauth.reason.Reason;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageDetail;

/** Usage and the error log, from the command line. */
class UsageCommandsTest {

  private final RecordShell shell = new RecordShell();
  private String integration;

  @BeforeEach
  void countRequests() {
    integration = shell.makeIntegration();
    KeyId key = new KeyId("org_1", integration, "key-1");
    Outcome expired = Outcome.denied(Reason.KEY_EXPIRED);
    UsageDetail client = new UsageDetail(UsageDetail.Kind.CLIENT_VERSION, "=1+1");
    shell
        .opener()
        .usage()
        .write(
            new UsageBatch(
                "node-1",
                1,
                Shell.NOW,
                List.of(
                    new KeyMinute(
                        key,
                        Shell.NOW,
                        Map.of(Outcome.ofStatus(200), 10L, expired, 2L),
                        Map.of(client, new RequestCounts(12, 2, 0)))),
                List.of(
                    denialOf(key, "req-1", Reason.KEY_EXPIRED),
                    denialOf(key, "req-2", Reason.RATE_LIMITED)),
                0));
  }

  private static DeniedRequest denialOf(KeyId key, String requestId, Reason reason) {
    return new DeniedRequest(
        Shell.NOW.minusSeconds(60),
        key,
        reason,
        "a cause, and \"more\"",
        "GET",
        "/orders",
        null,
        requestId,
        "=1+1");
  }

  @Test
  void usage_forPeople_hasSumsAndDetails() {
    assertThat(shell.done("usage", "org_1").out())
        .contains("12 requests, 2 of them denied, 0 failed")
        .containsPattern("2xx +10")
        .containsPattern("key_expired +2")
        .containsPattern("12 +2 +0 +=1\\+1");
  }

  @Test
  void usage_asJson_hasTheMembersOfTheApi() {
    Map<String, Object> usage =
        shell.json("usage", "org_1", "--integration=" + integration, "--key=key-1");
    assertThat(usage)
        .containsEntry("requests", 12L)
        .containsEntry("period", "24h")
        .containsEntry("keyId", "key-1");
    assertThat((List<?>) usage.get("series")).hasSize(2);
  }

  @Test
  void usage_asCsv_hasALineForEachStep() {
    List<String> lines =
        shell.done("usage", "org_1", "--period=1h", "--csv").out().lines().toList();
    assertThat(lines).hasSize(61);
    assertThat(lines.get(0)).isEqualTo("start,2xx,key_expired");
    assertThat(lines.get(60)).isEqualTo("2026-11-24T08:00:00Z,10,2");
  }

  @Test
  void usage_withoutRequests_saysSo() {
    assertThat(shell.done("usage", "org_1", "--integration=" + integration, "--key=key-2").out())
        .contains("0 requests")
        .doesNotContain("outcome");
  }

  @Test
  void errors_withAFilter_areThoseOfIt() {
    assertThat(shell.jsonList("errors", "org_1")).hasSize(2);
    assertThat(shell.jsonList("errors", "org_1", "--reason=key_expired,key_revoked"))
        .extracting(denial -> denial.get("requestId"))
        .containsExactly("req-1");
    assertThat(shell.jsonList("errors", "org_1", "--request-id=req-2")).hasSize(1);
    assertThat(shell.jsonList("errors", "org_1", "--from=" + Shell.NOW)).isEmpty();
    assertThat(shell.done("errors", "org_1", "--limit=1").err()).contains("there are more");
    assertThat(shell.done("errors", "org_1").out()).contains("rate_limited", "/orders");
  }

  @Test
  void errors_asCsv_haveNoFormula() {
    List<String> lines =
        shell.done("errors", "org_1", "--reason=key_expired", "--csv").out().lines().toList();
    assertThat(lines.get(0)).startsWith("at,organizationId,integrationId,keyId,reason");
    assertThat(lines.get(1))
        .contains(",\"a cause, and \"\"more\"\"\",GET,/orders,,req-1,'=1+1")
        .doesNotContain(",=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usage org_1 --period=2h",
        "usage org_1 --key=key-1",
        "usage org_1 --json --csv",
        "usage",
        "errors org_1 --reason=none",
        "errors org_1 --from=yesterday",
        "errors org_1 --limit=0"
      })
  void options_thatAreWrong_exitWith2(String line) {
    assertThat(shell.run(line.split(" ")).code()).isEqualTo(2);
  }

  @Test
  void organization_thatIsUnknown_exitsWith5() {
    assertThat(shell.run("usage", "org_2").code()).isEqualTo(5);
    assertThat(shell.run("errors", "org_1", "--integration=none").code()).isEqualTo(5);
  }
}
