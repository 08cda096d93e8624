package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.console.access.ConsoleRoles;
import org.nexusauth.console.access.ContainerAccess;
import org.nexusauth.console.page.reveal.ProtectedApi;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;

/** The page that says whether a pasted key is accepted, and why not. */
class KeyCheckPageIT {
  private static final TestKeys KEYS = TestKeys.create();
  private static final TestManagement MANAGEMENT = new TestManagement();
  private static final String HOSTILE = "<script>alert(1)</script>";
  private static ApiKeyGate gate;
  private static ConsoleServer server;

  @BeforeAll
  static void start() throws Exception {
    gate = MANAGEMENT.openGate(KEYS);
    server =
        ConsoleServer.start(
            new ContainerAccess(ConsoleRoles.STANDARD),
            () -> MANAGEMENT.services,
            new PageSources(() -> ProtectedApi.UNKNOWN, () -> Set.of(gate)));
    for (String organization : List.of("acme", "other")) {
      TestManagement.prepareIntegration(server, organization, "Billing");
    }
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    gate.close();
  }

  private static TestKey key() {
    return KEYS.key().organization("acme").id("key-1");
  }

  private static Answer check(String user, String text) {
    Answer answer = FormClient.of(server.as(user)).submit("check", "key", text);
    assertThat(answer.status()).isEqualTo(200);
    for (String part : text.strip().split("\\.", -1)) {
      if (part.length() > 20) {
        assertThat(answer.body()).doesNotContain(part);
      }
    }
    return answer;
  }

  static Stream<Arguments> pastedTexts() {
    String text = key().text();
    return Stream.of(
        argumentSet("accepted", text, "This key is accepted.", "not recorded here"),
        argumentSet("with a line end", text + "\r\n", "This key is accepted.", "Passed"),
        argumentSet("nothing", "", "key_missing", "there is none"),
        argumentSet("whitespace", text + " ", "key_whitespace", "without whitespace"),
        argumentSet("two line ends", text + "\n\n", "key_whitespace", "without whitespace"),
        argumentSet("Bearer", "Bearer " + text, "key_bearer_prefix", "without \"Bearer\""),
        argumentSet("expired", key().expired().text(), "key_expired", "Generate a new key"),
        argumentSet("forged", key().forged().text(), "key_invalid", "anyone can write this"),
        argumentSet("too long", "A".repeat(5000), "key_too_long", "copy the key again"),
        argumentSet("hostile", HOSTILE, "key_malformed", "does not have the form of a key"));
  }

  @ParameterizedTest
  @MethodSource("pastedTexts")
  void pastedText_isExplained(String text, String found, String advice) {
    Answer answer = check("viewer", text);
    assertThat(answer.body()).containsIgnoringCase(found).containsIgnoringCase(advice);
    assertThat(answer.body()).doesNotContain(HOSTILE);
    assertThat(answer.header("Content-Encoding")).isEmpty();
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void claims_thatAreHostile_areEscapedAndTheirHiddenCharactersShown() {
    Answer answer = check("viewer", key().claim("x", HOSTILE + "\u202e").text());
    assertThat(answer.body()).contains("&lt;script&gt;", "\\u{202e}").doesNotContain(HOSTILE);
  }

  @Test
  void key_ofAnotherOrganization_isGenuineAndNothingElseIsShown() {
    TestKey other = KEYS.key().organization("other").id("key-2").integration("int-2");
    revoke("other", "int-2", other);

    String hidden = check("viewer", other.text()).body();
    assertThat(hidden).contains("genuine, of an organization that you do not see", "Not checked");
    assertThat(hidden).doesNotContain("key_revoked", "found in a chat", "Its record");
    assertThat(check("rival", other.text()).body()).contains("key_revoked", "found in a chat");
    assertThat(check("admin", other.text()).body()).contains("key_revoked", "found in a chat");
  }

  @Test
  void key_thatIsRecorded_isLinked() {
    TestKey recorded = KEYS.key().organization("acme").id("key-3").integration("int-3");
    revoke("acme", "int-3", recorded);
    assertThat(check("viewer", recorded.text()).body())
        .contains("href=\"./organizations/acme/integrations/int-3/keys/key-3\"");
  }

  private static void revoke(String organization, String integration, TestKey key) {
    ChangeContext change =
        new ChangeContext(new Operator("a", Role.ADMIN, Set.of()), "req-1", null, null);
    String text = key.text();
    MANAGEMENT.genuine.put(text, KeyClaims.of(gate.describeGenuineKey(text).orElseThrow()));
    MANAGEMENT.services.apiKeys().importKey(change, text);
    String id = gate.subjectOf(text).orElseThrow().keyId();
    MANAGEMENT
        .services
        .apiKeys()
        .revoke(
            change,
            new KeyRef(organization, integration, id),
            new KeyRevocationRequest(Cause.LEAKED, "found in a chat", null),
            ExpectedVersion.ANY);
  }
}
