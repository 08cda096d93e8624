package org.nexusauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing keys in the store, and the audit log, from the command line. */
class SigningKeyCommandsTest {

  @TempDir Path folder;

  private final RecordShell shell = new RecordShell();

  private Object stateOf(String keyId) {
    return shell.jsonList("signing-key", "list").stream()
        .filter(key -> key.get("keyId").equals(keyId))
        .map(key -> key.get("state"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void rotation_ofTheSigningKey_waitsForVerifiersAndCanBeRolledBack() {
    shell.makeSigningKey();
    Map<String, Object> next = shell.json("signing-key", "prepare", "--kid=2026-12");
    assertThat(next).containsEntry("state", "next").containsKey("signsFrom");

    Shell early = shell.run("signing-key", "activate", "2026-12");
    assertThat(early.code()).isEqualTo(6);
    assertThat(early.err()).hasLineCount(1);

    shell.advance(Duration.ofHours(1));
    assertThat(shell.json("signing-key", "activate", "2026-12")).containsEntry("state", "signing");
    assertThat(stateOf("2026-11")).isEqualTo("verify-only");
    shell.done("signing-key", "roll-back", "2026-11");
    assertThat(stateOf("2026-12")).isEqualTo("verify-only");
    shell.done("signing-key", "roll-back", "2026-12");
    shell.done("signing-key", "retire", "2026-11");
    assertThat(stateOf("2026-11")).isEqualTo("retired");
    assertThat(shell.done("signing-key", "jwks").out())
        .contains("2026-12")
        .doesNotContain("2026-11");
  }

  @Test
  void retiring_aKeyThatEndsOthers_needsTheirNumber() {
    String integration = shell.makeIntegration();
    shell.makeSigningKey();
    shell.makeKey(integration, "orders");
    shell.done("signing-key", "prepare", "--kid=2026-12");
    shell.done("signing-key", "activate", "2026-12", "--force");

    Shell stopped = shell.run("signing-key", "retire", "2026-11");
    assertThat(stopped.code()).isEqualTo(6);
    assertThat(stopped.err()).contains("1").hasLineCount(1);
    assertThat(shell.json("signing-key", "retire", "2026-11", "--accept-ended=1"))
        .containsEntry("state", "retired");
  }

  @Test
  void signingKey_thatWasStolen_isRevokedWithItsKeys() {
    String integration = shell.makeIntegration();
    shell.makeSigningKey();
    Object id = shell.makeKey(integration, "orders").get("id");

    assertThat(shell.json("signing-key", "revoke", "2026-11", "--reason=backup stolen"))
        .containsEntry("state", "revoked");
    assertThat(shell.json("key", "show", (String) id, "--organization=org_1"))
        .containsEntry("state", "revoked");
    assertThat(shell.run("signing-key", "revoke", "none", "--reason=x").code()).isEqualTo(5);
  }

  @Test
  void privateKey_ofAFile_isImportedAndNeverPrinted() throws Exception {
    Path file = folder.resolve("own.jwk");
    Shell.run("keygen", "--out=" + file, "--kid=own");

    Shell imported = shell.done("signing-key", "import", "--key=" + file, "--json");

    assertThat(RecordShell.object(imported.out()))
        .containsEntry("keyId", "own")
        .containsEntry("state", "next");
    String jwk = Files.readString(file);
    String secretPart = jwk.replaceAll("(?s).*\"d\"\\s*:\\s*\"([^\"]{40}).*", "$1");
    assertThat(secretPart).hasSize(40);
    for (Shell later :
        new Shell[] {
          imported,
          shell.done("signing-key", "list", "--json"),
          shell.done("signing-key", "jwks"),
          shell.done("audit", "export")
        }) {
      assertThat(later.out() + later.err())
          .doesNotContain(secretPart, RecordShell.SECRET)
          .doesNotContain("\"d\"");
    }
    assertThat(shell.run("signing-key", "import", "--key=" + folder.resolve("no")).code())
        .isEqualTo(3);
  }

  @Test
  void secret_isRenewedFromAFile() throws Exception {
    shell.makeSigningKey();
    Path secrets =
        Files.writeString(
            folder.resolve("secrets"),
            "another-secret-of-enough-characters-98765\n" + RecordShell.SECRET + "\n");

    assertThat(shell.json("signing-key", "reencrypt", "--secret-file=" + secrets))
        .containsEntry("reencrypted", 1L);
    assertThat(shell.json("signing-key", "reencrypt", "--secret-file=" + secrets))
        .containsEntry("reencrypted", 0L);
    assertThat(shell.run("signing-key", "reencrypt", "--secret-file=" + folder).code())
        .isEqualTo(3);
  }

  @Test
  void secret_thatIsMissingOrShort_isNamedAndNotRepeated() {
    shell.environment().remove("NEXUS_AUTH_MANAGEMENT_SECRET");
    Shell missing = shell.run("signing-key", "prepare");
    assertThat(missing.code()).isEqualTo(4);
    assertThat(missing.err()).contains("nexus.auth.management.secret").hasLineCount(1);

    shell.environment().put("NEXUS_AUTH_MANAGEMENT_SECRET", "tooshort");
    Shell shortSecret = shell.run("signing-key", "prepare");
    assertThat(shortSecret.code()).isEqualTo(2);
    assertThat(shortSecret.err()).contains("32 characters").doesNotContain("tooshort");
  }

  @Test
  void auditLog_listsVerifiesAndExportsWhatWasDone() {
    shell.done("organization", "create", "org_1", "--name=Example", "--operator=ada");
    shell.done("organization", "rename", "org_1", "--name=Second", "--operator=bob");

    assertThat(shell.jsonList("audit", "list", "--actor=bob"))
        .singleElement()
        .satisfies(event -> assertThat(event.get("after").toString()).contains("Second"));
    assertThat(shell.done("audit", "list").out())
        .contains("organization org_1", "Example → Second", "ada");
    assertThat(shell.json("audit", "verify"))
        .containsEntry("unbroken", true)
        .containsEntry("events", 2L);
    assertThat(shell.done("audit", "verify").out())
        .matches("unbroken: 2 events; hash of the last one: [0-9a-f]{64}\n");
    assertThat(shell.done("audit", "export").out().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(RecordShell.object(line)).containsKey("hash"));
    assertThat(shell.done("audit", "export", "--subject=none").out()).isEmpty();
  }
}
