package org.nexusauth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Revoking at a real store, and looking at what it knows. */
class RevokeCommandTest {

  private static final String ISSUER = "https://api.example.com";

  @TempDir private static Path shared;

  @TempDir Path folder;

  private static String keys = "";

  private String store = "";

  @BeforeAll
  static void makeKeys() throws IOException {
    keys = makeKeys("signing");
  }

  @BeforeEach
  void setTheStoreUp() {
    store = "--store=jdbc:h2:file:" + folder.resolve("revoked");
    Shell init = at("init", "");
    assertThat(init.code()).as(init.err()).isZero();
  }

  /** Makes a signing key of this name; returns the option that names its verification keys. */
  private static String makeKeys(String name) throws IOException {
    Shell made = Shell.run("keygen", "--out", shared.resolve(name + ".jwk").toString());
    return "--keys=" + Files.writeString(shared.resolve(name + ".jwks"), made.out());
  }

  private String key(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "issue",
                "--key=" + shared.resolve("signing.jwk"),
                "--issuer=" + ISSUER,
                "--integration=int_1",
                "--organization=org_1",
                "--permission=read"));
    arguments.addAll(List.of(more));
    Shell issued = Shell.run(arguments.toArray(String[]::new));
    assertThat(issued.code()).as(issued.err()).isZero();
    return issued.out();
  }

  private Shell at(String command, String in, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, store));
    arguments.addAll(List.of(more));
    return Shell.run(in, Map.of(), arguments.toArray(String[]::new));
  }

  @Test
  void keyGiven_byItsText_isRevokedOnceAndTheFirstReasonStays() {
    String key = key("--expires-in=P30D");
    assertThat(at("status", key, keys).code()).isZero();

    Shell first = at("revoke", key, keys, "--reason=leaked");
    Shell second = at("revoke", key, keys, "--reason=again");
    Shell status = at("status", key, keys);

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).startsWith("revoked key ").contains(" of " + ISSUER, ": leaked");
    assertThat(second.code()).isZero();
    assertThat(second.out()).startsWith("was revoked before: key ").contains(": leaked");
    assertThat(status.code()).isEqualTo(1);
    assertThat(status.out())
        .contains(" is revoked, from ", ": leaked", "integration int_1: neither revoked nor")
        .doesNotContain(key.strip());
  }

  @Test
  void signingKeyRevoked_untilAMomentAndThenForEver_isToldOnce() {
    at(
        "revoke",
        "",
        "--signing-key=k1",
        "--issuer=",
        "--until=2999-01-31T00:00:00Z",
        "--reason=stolen");

    Shell forEver = at("revoke", "", "--signing-key=k1", "--issuer=");

    assertThat(forEver.out()).startsWith("was revoked before: signing key k1").contains(": stolen");
    assertThat(at("status", "", "--all").out()).contains("changes    2");
    assertThat(at("status", "", "--signing-key=k1", "--issuer=").out().lines()).hasSize(1);
  }

  @Test
  void key_thatExpired_isRevokedByItsText() {
    String key = key("--expires-in=P1D");
    Instant later = Shell.NOW.plus(Duration.ofDays(9));

    Shell revoke = Shell.runAt(later, key, Map.of(), "revoke", store, keys);

    assertThat(revoke.code()).as(revoke.err()).isZero();
    assertThat(revoke.out()).contains("from " + later);
  }

  @Test
  void text_thatNobodySigned_isNotRevoked() throws IOException {
    String key = key("--expires-in=P30D");
    String others = makeKeys("other");

    Shell revoke = at("revoke", key, others);

    assertThat(revoke.code()).isEqualTo(1);
    assertThat(revoke.err()).contains("the key is not genuine").doesNotContain(key.strip());
    assertThat(at("status", "", "--all").out()).contains("changes    0");
  }

  static Stream<Arguments> subjects() {
    return Stream.of(
        argumentSet("integration", "--integration=int_2", "integration int_2"),
        argumentSet("agent", "--agent=agt_2", "agent agt_2"),
        argumentSet("organization", "--organization=org_2", "organization org_2"),
        argumentSet("signing key", "--signing-key=s1", "signing key s1 of " + ISSUER));
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void subjectGiven_byItsId_isRevoked(String option, String words) {
    Shell revoke = at("revoke", "", option, "--issuer=" + ISSUER);

    assertThat(revoke.code()).as(revoke.err()).isZero();
    assertThat(revoke.out()).startsWith("revoked " + words + ", from ");
    assertThat(at("status", "", option, "--issuer=" + ISSUER).code()).isEqualTo(1);
    assertThat(at("status", "", "--all").out()).contains("changes    1");
  }

  @Test
  void keyGiven_byItsId_isRevokedInItsOwnOrganizationAndIntegrationAlone() {
    String key = key("--id=k1", "--expires-in=P30D");
    String[] named = {"--key-id=k1", "--issuer=" + ISSUER, "--organization=org_2"};

    Shell other = at("revoke", "", named[0], named[1], named[2], "--integration=int_1");
    assertThat(other.out())
        .startsWith(
            "revoked key k1 of " + ISSUER + ", organization org_2, integration int_1, from");
    at("revoke", "", named[0], named[1], "--organization=org_1", "--integration=int_2");
    assertThat(at("status", key, keys).code()).isZero();

    at("revoke", "", named[0], named[1], "--organization=org_1", "--integration=int_1");
    assertThat(at("status", key, keys).code()).isEqualTo(1);
    assertThat(at("status", "", "--all").out()).contains("changes    3");
  }

  @Test
  void keyGiven_asAnId_isRefusedAndNotRepeated() {
    String key = key("--expires-in=P30D").strip();
    for (String given : List.of(key, "nxs_" + key, " " + key, key.substring(0, 40))) {
      for (String command : List.of("revoke", "status")) {
        Shell shell =
            at(
                command,
                "",
                "--key-id",
                given,
                "--issuer=" + ISSUER,
                "--organization=org_1",
                "--integration=int_1");

        assertThat(shell.code()).as(shell.err()).isEqualTo(2);
        assertThat(shell.err())
            .contains("--key-id must have no key in it", "standard input")
            .hasLineCount(1);
        assertThat(shell.err() + shell.out()).doesNotContain(given.strip());
      }
    }
    assertThat(at("status", "", "--all").out()).contains("changes    0");
  }

  @Test
  void key_ofARevokedIntegration_isSeenAsRevoked() {
    at("revoke", "", "--integration=int_1", "--reason=gone");

    Shell status = at("status", key("--expires-in=P30D"), keys);

    assertThat(status.code()).isEqualTo(1);
    assertThat(status.out()).contains("integration int_1 is revoked, from ", ": gone");
  }

  @Test
  void status_ofASubject_readsNoPageOfChanges() {
    String[] options = {"status", "--store=redis://cache.example.com", "--user=int_1"};

    Shell revoked = Shell.run(options[0], options[1], options[2], "--integration=int_1");
    Shell other = Shell.run(options[0], options[1], options[2], "--integration=int_2");

    assertThat(revoked.code()).as(revoked.err()).isEqualTo(1);
    assertThat(revoked.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("integration int_1 is revoked, from "),
            line -> assertThat(line).startsWith("integration int_1 is switched off, from "));
    assertThat(other.code()).as(other.err()).isZero();
    assertThat(other.out()).contains("integration int_2: neither revoked nor switched off");
  }

  @Test
  void revocation_ofAComingMomentOrOfOlderKeys_doesNotMeetAKeyOfToday() {
    String key = key("--expires-in=P30D");
    at("revoke", "", "--integration=int_1", "--from=" + Shell.NOW.plus(Duration.ofDays(1)));
    at("revoke", "", "--organization=org_1", "--issued-before=" + Shell.NOW.minusSeconds(9));

    Shell status = at("status", key, keys);

    assertThat(status.out()).contains("will be revoked, from ", ", issued before ");
    assertThat(status.code()).isZero();
  }

  @Test
  void status_ofAKeyInRotation_saysSoInWords() {
    String from = "--from=" + Shell.NOW.plus(Duration.ofDays(1));
    at("revoke", "", "--integration=int_1", from, "--reason=rotated 2026-11-30T13:00:00Z");

    Shell status = at("status", "", "--integration=int_1");

    assertThat(status.out()).contains(": replaced in a rotation that started 2026-11-30T13:00:00Z");
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        argumentSet("no store", new String[] {"--key-id=a"}, "no store given"),
        argumentSet("another kind", new String[] {"--store=mysql:x"}, "begins with jdbc:"),
        argumentSet(
            "a password in the URL",
            new String[] {"--store=jdbc:postgresql://db/app?password=hush"},
            "--password-file"),
        argumentSet(
            "a password before the host",
            new String[] {"--store=redis://user:hush@cache/0"},
            "--password-file"),
        argumentSet("nothing named", new String[] {"--store=jdbc:h2:mem:x"}, "no subject given"),
        argumentSet(
            "two named",
            new String[] {"--store=jdbc:h2:mem:x", "--agent=a", "--signing-key=k", "--issuer=i"},
            "name one key"),
        argumentSet(
            "a key of no organization",
            new String[] {"--store=jdbc:h2:mem:x", "--integration=a", "--key-id=k", "--issuer=i"},
            "add --organization and --integration"),
        argumentSet(
            "a key of no integration",
            new String[] {"--store=jdbc:h2:mem:x", "--organization=a", "--key-id=k", "--issuer=i"},
            "add --organization and --integration"),
        argumentSet(
            "an id that no key has",
            new String[] {"--store=jdbc:h2:mem:x", "--agent=" + "x".repeat(256)},
            "--agent must have 255 characters at most"),
        argumentSet(
            "an id with a line end",
            new String[] {"--store=jdbc:h2:mem:x", "--integration=int_1\n"},
            "--integration must have 255 characters at most and no control characters"),
        argumentSet(
            "a reason that is not seen",
            new String[] {"--agent=a", "--reason=leaked\u202e"},
            "--reason has a character that is not seen, U+202E"),
        argumentSet(
            "an id of nobody's",
            new String[] {"--store=jdbc:h2:mem:x", "--key-id=k"},
            "add --issuer"),
        argumentSet(
            "a signing key of nobody's",
            new String[] {"--store=jdbc:h2:mem:x", "--signing-key=k"},
            "add --issuer"),
        argumentSet(
            "a key as the reason",
            new String[] {"--agent=a", "--reason=eyJhbGciOiJSUzI1NiIsImtpZCI6"},
            "--reason must have no key in it"),
        argumentSet(
            "two lines", new String[] {"--agent=a", "--reason=a\nb"}, "--reason must be one line"),
        argumentSet(
            "a long reason",
            new String[] {"--agent=a", "--reason=" + "x".repeat(201)},
            "200 characters at most"),
        argumentSet("an empty id", new String[] {"--store=jdbc:h2:mem:x", "--agent="}, "empty"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void usage_thatIsWrong_isSaidInALine(String[] arguments, String problem) {
    List<String> all = new ArrayList<>(List.of("revoke"));
    all.addAll(List.of(arguments));

    Shell revoke = Shell.run(all.toArray(String[]::new));

    assertThat(revoke.code()).as(revoke.err()).isEqualTo(2);
    assertThat(revoke.err()).contains(problem).doesNotContain("hush").hasLineCount(1);
  }

  @Test
  void store_thatWouldLoseIt_isRefusedUnlessVouchedFor() {
    String memory = "--store=jdbc:h2:mem:" + folder.getFileName();

    Shell refused = Shell.run("init", memory);
    Shell vouched = Shell.run("init", memory, "--assume-durable");

    assertThat(refused.code()).isEqualTo(4);
    assertThat(refused.err()).contains("in memory ends with its process").hasLineCount(1);
    assertThat(vouched.code()).as(vouched.err()).isZero();
  }

  static Stream<Arguments> commands() {
    return Stream.of(
        argumentSet("revoke", List.of("revoke", "--agent=a")),
        argumentSet("status", List.of("status", "--agent=a")),
        argumentSet("status of all", List.of("status", "--all")),
        argumentSet("generation", List.of("generation")),
        argumentSet("renewed generation", List.of("generation", "--renew")));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void store_thatIsNotThere_isSaidAndNotMade(List<String> command) throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    String url = "--store=jdbc:h2:file:" + elsewhere.resolve("typo");

    isNotThere(command, url);
    try (Stream<Path> files = Files.list(elsewhere)) {
      assertThat(files).isEmpty();
    }
    isNotThere(command, url + ";ifexists=false"); // A database, and nothing in it.
    isNotThere(command, store + ";INIT=CREATE SCHEMA IF NOT EXISTS other\\;SET SCHEMA other");
    assertThat(at("status", "", "--all").out()).contains("changes    0");
  }

  private static void isNotThere(List<String> command, String url) {
    List<String> all = new ArrayList<>(command);
    all.add(url);
    Shell run = Shell.run(all.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isEqualTo(4);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("there is no store", "nexus-auth init").hasLineCount(1);
  }

  @Test
  void store_andPasswordCome_fromEnvironmentAndFile() throws IOException {
    Map<String, String> environment =
        Map.of(
            "NEXUS_AUTH_JDBC_URL", "jdbc:h2:file:" + folder.resolve("locked"),
            "NEXUS_AUTH_JDBC_USER", "keeper",
            "NEXUS_AUTH_JDBC_PASSWORD", "right");
    String wrong = Files.writeString(folder.resolve("wrong"), "wrong\n").toString();
    String right = Files.writeString(folder.resolve("right"), "right\n").toString();

    assertThat(Shell.run("", environment, "init").code()).isZero();
    Shell refused = Shell.run("", environment, "generation", "--password-file=" + wrong);
    assertThat(refused.code()).isEqualTo(4);
    assertThat(refused.err()).contains("28000").doesNotContain("wrong");
    assertThat(Shell.run("", environment, "generation", "--password-file=" + right).code())
        .isZero();
    assertThat(Shell.run("", environment, "generation", "--password-file=none").code())
        .isEqualTo(3);
  }

  @Test
  void generation_isMadeOnceAndRenewedWhenAsked() {
    String made = at("init", "").out();

    assertThat(made).matches("generation [0-9a-f-]{36}\\R");
    assertThat(at("init", "").out()).isEqualTo(made);
    assertThat(at("generation", "").out()).isEqualTo(made);
    String renewed = at("generation", "", "--renew").out();
    assertThat(renewed).matches("generation [0-9a-f-]{36}\\R").isNotEqualTo(made);
    assertThat(at("status", "", "--all").out()).startsWith(renewed);
  }
}
