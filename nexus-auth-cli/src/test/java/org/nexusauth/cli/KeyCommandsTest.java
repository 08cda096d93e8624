package org.nexusauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.cli.terminal.Console;

/** API keys with records from the command line. */
class KeyCommandsTest {

  private static final String OWNER = "--organization=org_1";

  @TempDir Path folder;

  private final RecordShell shell = new RecordShell();
  private String integration = "";

  @BeforeEach
  void makeIntegration() {
    integration = shell.makeIntegration();
    shell.makeSigningKey();
  }

  private Shell create(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "key",
                "create",
                OWNER,
                "--integration=" + integration,
                "--name=orders",
                "--environment=production",
                "--permission=read,write"));
    arguments.addAll(List.of(more));
    return shell.run(arguments.toArray(String[]::new));
  }

  private static String idOf(Map<String, Object> key) {
    return (String) key.get("id");
  }

  private static void assertHasNoKey(String text, String key) {
    for (int i = 0; i + 16 <= key.length(); i += 8) {
      assertThat(text).doesNotContain(key.substring(i, i + 16));
    }
  }

  @Test
  void key_isPrintedAloneOnStandardOutput() {
    Shell created = create();

    assertThat(created.code()).as(created.err()).isZero();
    assertThat(created.out()).startsWith("eyJ").hasLineCount(1);
    assertThat(created.err())
        .startsWith("nexus-auth: created key ")
        .contains(", which expires 2027-11-24T08:00:00Z")
        .hasLineCount(1);
    // The header of all keys is the same and no secret.
    assertHasNoKey(created.err(), created.out().strip().substring(60));
  }

  @Test
  void key_withJson_isAMemberOfTheOneObject() {
    Map<String, Object> key = shell.makeKey(integration, "orders");

    assertThat((String) key.get("key")).startsWith("eyJ");
    assertThat(key)
        .containsEntry("organizationId", "org_1")
        .containsEntry("integrationId", integration)
        .containsEntry("environment", "production")
        .containsEntry("state", "active")
        .containsEntry("permissions", List.of("read", "write"))
        .containsEntry("signingKeyId", "2026-11")
        .containsEntry("issuer", RecordShell.ISSUER);
  }

  @Test
  void textOfAKey_isInNoOtherOutput() {
    Map<String, Object> key = shell.makeKey(integration, "orders");
    String id = idOf(key);
    String text = ((String) key.get("key")).substring(60);

    for (Shell later :
        List.of(
            shell.done("key", "list", OWNER),
            shell.done("key", "list", OWNER, "--json"),
            shell.done("key", "show", id, OWNER),
            shell.done("key", "show", id, OWNER, "--json"),
            shell.done("audit", "list", "--json"),
            shell.done("audit", "export"))) {
      assertThat(later.out()).contains(id);
      assertHasNoKey(later.out() + later.err(), text);
    }
  }

  @Test
  void key_isRenamedInItsVersion() {
    String id = idOf(shell.makeKey(integration, "orders"));

    Map<String, Object> renamed =
        shell.json("key", "rename", id, OWNER, "--name=orders, us", "--if-version=2");

    assertThat(renamed).containsEntry("name", "orders, us").containsEntry("version", 3L);
    assertThat(shell.run("key", "rename", id, OWNER, "--name=x", "--if-version=2").code())
        .isEqualTo(6);
  }

  @Test
  void revocation_forARotation_isNotForPeople() {
    String id = idOf(shell.makeKey(integration, "orders"));

    Shell revoked = shell.run("key", "revoke", id, OWNER, "--cause=rotated");

    assertThat(revoked.code()).isEqualTo(2);
    assertThat(revoked.err()).contains("owner-left").hasLineCount(1);
    assertThat(shell.jsonList("key", "list", OWNER, "--state=revoked")).isEmpty();
  }

  @Test
  void sameRequest_createsNoSecondKeyAndDoesNotSucceed() {
    create("--idempotency-key=a");

    Shell again = create("--idempotency-key=a");

    assertThat(again.code()).isEqualTo(6);
    assertThat(again.out()).isEmpty();
    assertThat(again.err()).contains("created key", "before").hasLineCount(1);
    assertThat(shell.jsonList("key", "list", OWNER)).hasSize(1);
  }

  @Test
  void key_withoutASigningKeyOrIssuer_isNotCreated() {
    RecordShell empty = new RecordShell();
    String unsigned = empty.makeIntegration();
    String[] arguments = {
      "key",
      "create",
      OWNER,
      "--integration=" + unsigned,
      "--name=k",
      "--environment=staging",
      "--permission=read"
    };

    Shell noSigningKey = empty.run(arguments);
    assertThat(noSigningKey.code()).isIn(4, 6);
    assertThat(noSigningKey.err()).contains("signing key").hasLineCount(1);
    empty.environment().remove("NEXUS_AUTH_VERIFY_ISSUER");
    Shell noIssuer = empty.run(arguments);
    assertThat(noIssuer.code()).isEqualTo(2);
    assertThat(noIssuer.err()).contains("--issuer").hasLineCount(1);
    assertThat(empty.jsonList("key", "list", OWNER)).isEmpty();
  }

  @Test
  void list_isFilteredByStateTextExpiryAndUse() {
    String first = idOf(shell.makeKey(integration, "alpha"));
    String second = idOf(shell.makeKey(integration, "beta"));
    shell.done("key", "revoke", first, OWNER, "--cause=unused");

    assertThat(ids("--state=revoked")).containsExactly(first);
    assertThat(ids("--state=active")).containsExactly(second);
    assertThat(ids("--search=BET")).containsExactly(second);
    assertThat(ids("--expires-before=2027-01-01T00:00:00Z")).isEmpty();
    assertThat(ids("--unused-for=P1D")).isEmpty();
    shell.advance(Duration.ofDays(2));
    assertThat(ids("--unused-for=P1D")).containsExactlyInAnyOrder(first, second);
    assertThat(shell.run("key", "list", OWNER, "--state=gone").err())
        .contains("expected one of active, expiring");
  }

  private List<String> ids(String filter) {
    return shell.jsonList("key", "list", OWNER, filter).stream()
        .map(KeyCommandsTest::idOf)
        .toList();
  }

  @Test
  void revocation_isShownWithItsCauseAndReason() {
    String id = idOf(shell.makeKey(integration, "orders"));

    Map<String, Object> revoked =
        shell.json("key", "revoke", id, OWNER, "--cause=owner-left", "--reason=Ada left");

    assertThat(revoked).containsEntry("state", "revoked");
    assertThat(revoked.get("revocation").toString()).contains("owner-left", "Ada left", "@desk");
    assertThat(shell.done("key", "show", id, OWNER).out())
        .containsPattern("state +revoked")
        .containsPattern("revoked because +owner-left: Ada left");
    assertThat(shell.run("key", "revoke", id, OWNER).code()).isEqualTo(2);
    assertThat(shell.run("key", "revoke", id, OWNER, "--cause=other").code()).isEqualTo(2);
    assertThat(shell.run("key", "revoke", "none", OWNER, "--cause=unused").code()).isEqualTo(5);
  }

  @Test
  void rotation_makesASuccessorAndCanBeCancelled() {
    String old = idOf(shell.makeKey(integration, "orders"));

    Shell rotated = shell.done("key", "rotate", old, OWNER, "--grace=PT1H", "--deadline=P7D");

    assertThat(rotated.out()).startsWith("eyJ").hasLineCount(1);
    assertThat(rotated.err()).contains("PT1H after the first use").hasLineCount(1);
    Map<String, Object> progress = shell.json("key", "rotation", old, OWNER);
    assertThat(progress).containsEntry("safeToRevoke", false).containsKey("advice");
    assertThat(progress.get("predecessor").toString()).contains("retiring");
    Shell words = shell.done("key", "rotation", old, OWNER);
    assertThat(words.out().lines()).hasSize(4);
    assertThat(words.out()).contains((String) progress.get("advice"));
    assertThat(shell.run("key", "rotate", old, OWNER).code()).isEqualTo(6);

    assertThat(shell.json("key", "cancel-rotation", old, OWNER)).containsEntry("state", "active");
    assertThat(shell.run("key", "rotation", old, OWNER).code()).isIn(5, 6);
    assertThat(ids("--state=revoked")).hasSize(1);
  }

  @Test
  void key_issuedElsewhere_isImportedByItsText() throws IOException {
    Path signing = folder.resolve("other.jwk");
    Path published =
        Files.writeString(
            folder.resolve("other.jwks"),
            Shell.run("keygen", "--out=" + signing, "--kid=other").out());
    String text =
        Shell.run(
                "issue",
                "--key=" + signing,
                "--issuer=" + RecordShell.ISSUER,
                "--integration=int_9",
                "--organization=org_1",
                "--id=k9",
                "--expires-in=P30D")
            .out();

    Shell imported = shell.runWith(text, "key", "import", "--keys=" + published, "--json");

    assertThat(imported.code()).as(imported.err()).isZero();
    assertThat(RecordShell.object(imported.out()))
        .containsEntry("id", "k9")
        .containsEntry("origin", "imported");
    assertHasNoKey(imported.out() + imported.err(), text.strip().substring(60));
    Shell foreign = shell.runWith(text, "key", "import");
    assertThat(foreign.code()).isIn(1, 2);
    assertHasNoKey(foreign.out() + foreign.err(), text.strip());
    assertThat(shell.runWith("no key", "key", "import").code()).isIn(1, 2);
  }

  @Test
  void key_thatLeaked_isRevokedByItsTextOrItsIds() {
    Map<String, Object> first = shell.makeKey(integration, "first");
    Map<String, Object> second = shell.makeKey(integration, "second");

    Shell byText =
        shell.runWith((String) first.get("key"), "key", "leaked", "--source=a gist", "--json");
    assertThat(byText.code()).as(byText.err()).isZero();
    assertThat(RecordShell.object(byText.out()))
        .containsEntry("id", first.get("id"))
        .containsEntry("state", "revoked")
        .containsEntry("exposedAt", Shell.NOW.toString());
    assertThat(
            shell.json(
                "key",
                "leaked",
                "--key-id=" + second.get("id"),
                OWNER,
                "--integration=" + integration,
                "--keep-valid"))
        .containsEntry("state", "active")
        .containsEntry("exposedAt", Shell.NOW.toString());
    Shell forged = shell.runWith("eyJhbGciOiJSUzI1NiJ9.e30.c2ln", "key", "leaked");
    assertThat(forged.code()).isEqualTo(1);
    assertThat(forged.err()).contains("not genuine").hasLineCount(1);
    assertThat(shell.run("key", "leaked", "--key-id=x").code()).isEqualTo(2);
  }

  @Test
  void key_whoseTextCannotBeWritten_isNamedSoThatItCanBeRevoked() {
    Writer closed =
        new Writer() {
          @Override
          public void write(char[] chars, int from, int length) throws IOException {
            throw new IOException("broken pipe");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintWriter(closed),
            new PrintWriter(err),
            shell.environment(),
            Clock.fixed(Shell.NOW, ZoneOffset.UTC),
            false);

    int code =
        Main.runCommand(
            console,
            shell.opener(),
            "key",
            "create",
            OWNER,
            "--integration=" + integration,
            "--name=lost",
            "--environment=staging",
            "--permission=read");

    assertThat(code).isEqualTo(3);
    String lost = ids("--search=lost").get(0);
    assertThat(err.toString()).contains("key " + lost + " was created", "revoke it");
    assertThat(Main.runCommand(console, shell.opener(), "key", "list", OWNER)).isEqualTo(3);
    assertThat(Main.runCommand(console, shell.opener(), "audit", "export")).isEqualTo(3);
  }
}
