package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.console.access.ConsoleRoles;
import org.nexusauth.console.access.ContainerAccess;
import org.nexusauth.console.page.reveal.ProtectedApi;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.SigningKeyState;
import org.nexusauth.management.signing.SigningKeyView;
import org.nexusauth.testkit.TestKeys;

/** The pages of signing keys. */
class SigningKeyPagesIT {
  private static final String ALL = "signing-keys";

  private final TestManagement management = new TestManagement();
  private ApiKeyGate gate;
  private ConsoleServer server;
  private FormClient admin;

  @BeforeEach
  void start() throws Exception {
    gate = management.openGate(TestKeys.create());
    server =
        ConsoleServer.start(
            new ContainerAccess(ConsoleRoles.STANDARD),
            () -> management.services,
            new PageSources(() -> ProtectedApi.UNKNOWN, () -> Set.of(gate)));
    admin = FormClient.of(server.as("admin"));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    gate.close();
  }

  private List<SigningKeyView> keys() {
    return management.services.signingKeys().list(new Operator("a", Role.ADMIN, Set.of()));
  }

  private SigningKeyView key(String id) {
    return keys().stream().filter(key -> key.keyId().equals(id)).findFirst().orElseThrow();
  }

  private Answer change(String id, String change, String... fields) {
    String[] all = new String[fields.length + 2];
    all[0] = "version";
    all[1] = String.valueOf(key(id).version());
    System.arraycopy(fields, 0, all, 2, fields.length);
    return admin.submit(ALL + "/" + id + "/" + change, all);
  }

  private void assertChanged(Answer answer, String notice) {
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).endsWith(ALL + "?notice=" + notice);
    assertThat(admin.open(ALL).status()).isEqualTo(200);
  }

  @Test
  void keys_rotate_throughTheirPages() {
    assertThat(admin.open(ALL).body())
        .contains("No signing keys in the records", "does not verify with these keys", "store:");

    assertChanged(admin.submit(ALL + "/prepare", "keyId", "one"), "signing-key-prepared");
    assertThat(admin.open(ALL + "/one/activate").body()).contains("Make one sign</button>");
    assertChanged(change("one", "activate"), "signing-key-activated");

    assertChanged(admin.submit(ALL + "/prepare", "keyId", "two"), "signing-key-prepared");
    assertThat(admin.open(ALL).body()).contains("can sign ").doesNotContain("Prepare next");
    assertThat(admin.open(ALL + "/two/activate").body())
        .contains("Not all verifiers know this key yet", "name=\"force\"");
    Answer early = change("two", "activate");
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.body()).contains("Nothing was changed", "or later");
    assertChanged(change("two", "activate", "force", "yes"), "signing-key-activated");
    assertChanged(change("one", "roll-back"), "signing-key-rolled-back");
    assertThat(key("one").state()).isEqualTo(SigningKeyState.SIGNING);

    assertThat(admin.open(ALL + "/two/retire").body()).contains("No unexpired API key");
    assertChanged(change("two", "retire"), "signing-key-retired");
    assertThat(admin.open(ALL + "/two/retire").body()).contains("cannot be done to it any more");
  }

  @Test
  void key_thatWasStolen_isRevokedForAReason() {
    admin.submit(ALL + "/prepare", "keyId", "one");
    change("one", "activate");
    assertThat(admin.open(ALL + "/one/revoke").body())
        .contains("No key can be issued until another signing key signs", "Revoke one</button>");

    Answer without = change("one", "revoke", "reason", " ");
    assertThat(without.status()).isEqualTo(400);
    assertThat(without.body()).contains("id=\"error-reason\"");
    assertThat(key("one").state()).isEqualTo(SigningKeyState.SIGNING);
    assertChanged(change("one", "revoke", "reason", "stolen laptop"), "signing-key-revoked");
    assertThat(key("one").state()).isEqualTo(SigningKeyState.REVOKED);
  }

  @Test
  void form_thatIsWrong_changesNothing() {
    admin.submit(ALL + "/prepare", "keyId", "one");
    long version = key("one").version();
    String path = ALL + "/one/retire";
    Map<Answer, Integer> answers =
        Map.of(
            admin.submit(path, "version", "99"), 412,
            admin.submit(path, "version", "x"), 400,
            change("one", "retire", "acceptedKeys", "some"), 400,
            change("one", "retire", "force", "yes"), 400,
            admin.submit(ALL + "/none/retire", "version", "1"), 404,
            admin.submit(ALL + "/prepare", "keyId", "two"), 409);
    answers.forEach((answer, status) -> assertThat(answer.status()).isEqualTo(status));
    assertThat(keys()).singleElement().extracting(SigningKeyView::version).isEqualTo(version);
  }

  @Test
  void pages_areForAdmins() {
    admin.submit(ALL + "/prepare", "keyId", "one");
    FormClient operator = FormClient.of(server.as("operator"));
    for (String path : List.of(ALL, ALL + "/prepare", ALL + "/one/revoke")) {
      assertThat(operator.open(path).status()).isEqualTo(403);
    }
    assertThat(operator.submit(ALL + "/one/revoke", "version", "1", "reason", "x").status())
        .isEqualTo(403);
    assertThat(key("one").state()).isEqualTo(SigningKeyState.NEXT);
  }
}
