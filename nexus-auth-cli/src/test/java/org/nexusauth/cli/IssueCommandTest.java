package org.nexusauth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssueCommandTest {

  private static final long T = Shell.NOW.getEpochSecond();

  @TempDir static Path folder;
  private static Path key;

  @BeforeAll
  static void makeAKey() {
    key = folder.resolve("signing.jwk");
    Shell.run("keygen", "--out", key.toString());
  }

  private static Shell issue(String... more) {
    return issueWith(key, more);
  }

  private static Shell issueWith(Path key, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "issue",
                "--key=" + key,
                "--issuer=https://api.example.com",
                "--integration=int_1",
                "--organization=org_1"));
    all.addAll(List.of(more));
    return Shell.run(all.toArray(String[]::new));
  }

  private static String part(Shell issued, int part) {
    assertThat(issued.err())
        .matches("nexus-auth: issued key \\S+, which expires \\S+Z\\R")
        .doesNotContain(issued.out().strip());
    assertThat(issued.out()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\n");
    byte[] json = Base64.getUrlDecoder().decode(issued.out().split("\\.", -1)[part]);
    return new String(json, StandardCharsets.UTF_8);
  }

  @Test
  void keyAlone_isOnStandardOutput() {
    Shell issued = issue("--agent", "agt_1", "--permission", "read", "--expires-in", "P30D");

    assertThat(part(issued, 0))
        .isEqualTo("{\"alg\":\"RS256\",\"kid\":\"2026-11\",\"typ\":\"JWT\"}");
    assertThat(part(issued, 1))
        .startsWith(
            "{\"iss\":\"https://api.example.com\",\"aud\":\"https://api.example.com\","
                + "\"integrationId\":\"int_1\",\"organizationId\":\"org_1\",\"agentId\":\"agt_1\","
                + "\"permissions\":[\"read\"],\"iat\":"
                + T
                + ",\"exp\":"
                + (T + 2_592_000));
  }

  static Stream<Arguments> options() {
    return Stream.of(
        argumentSet("seconds", List.of("--expires-in=90"), "\"exp\":" + (T + 90)),
        argumentSet(
            "a moment", List.of("--expires-at=2026-11-24T10:00:00+01:00"), "\"exp\":" + (T + 3600)),
        argumentSet("Unix seconds", List.of("--expires-at=" + (T + 5)), "\"exp\":" + (T + 5)),
        argumentSet(
            "a beginning",
            List.of("--expires-in=P2D", "--not-before=2026-11-25T08:00:00Z"),
            "\"nbf\":" + (T + 86_400)),
        argumentSet(
            "permissions with commas and again",
            List.of("--expires-in=1", "--permission=read,write", "--permission=thread:close"),
            "\"permissions\":[\"read\",\"write\",\"thread:close\"]"),
        argumentSet(
            "audiences",
            List.of("--expires-in=1", "--audience=a", "--audience=b"),
            "\"aud\":[\"a\",\"b\"]"),
        argumentSet(
            "a plan", List.of("--expires-in=1", "--plan=production"), "\"plan\":\"production\""),
        argumentSet("an id", List.of("--expires-in=1", "--id=k-1"), "\"jti\":\"k-1\""),
        argumentSet(
            "other claim names",
            List.of("--expires-in=1", "--integration-claim=int", "--permissions-claim=scp"),
            "\"int\":\"int_1\",\"organizationId\":\"org_1\",\"scp\":[]"));
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_reachesTheClaims(List<String> options, String claims) {
    assertThat(part(issue(options.toArray(String[]::new)), 1)).contains(claims);
  }

  @Test
  void keyId_andPrefix_canBeTold() {
    assertThat(part(issue("--expires-in=1", "--kid=other"), 0)).contains("\"kid\":\"other\"");
    assertThat(issue("--expires-in=1", "--prefix=nxs_").out()).startsWith("nxs_eyJ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--expires-in=0",
        "--expires-in=-5",
        "--expires-in=PT-1S",
        "--expires-in=9223372036854775807",
        "--expires-in=9223372036854775808",
        "--expires-in=30d",
        "--expires-in=",
        "--expires-at=2026-11-24T08:00:00Z",
        "--expires-at=1999-01-01T00:00:00Z",
        "--expires-at=+999999999-12-31T23:59:59Z",
        "--expires-at=tomorrow",
        "--expires-at=2027-01-01",
        "--agent=agt_1",
        "--expires-in=1 --agent=",
        "--expires-in=1 --permission=",
        "--expires-in=1 --permission=read,,write",
        "--expires-in=1 --not-before=2026-11-24T08:00:01Z",
        "--expires-in=1 --expires-at=2027-01-31T00:00:00Z",
        "--expires-in=1 --prefix=a.b",
        "--expires-in=1 --agent-claim=integrationId",
        "--expires-in=1 --colour=red",
        "--expires-in=1 @file"
      })
  void wrongOptionIssuesNothing_and_saysSoInOneLine(String options) {
    Shell refused = issue(options.split(" ", -1));

    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).startsWith("nexus-auth: ").hasLineCount(1);
    assertThat(refused.code()).isEqualTo(2);
  }

  @Test
  void signingKey_thatIsNotThereOrNoKey_isNamed() throws Exception {
    Shell missing = issueWith(folder.resolve("none.jwk"), "--expires-in=1");
    assertThat(missing.code()).isEqualTo(3);
    assertThat(missing.err()).contains("none.jwk: no such file", "keygen").hasLineCount(1);

    Path jwks =
        Files.writeString(folder.resolve("a.jwks"), Shell.run("jwks", "--key=" + key).out());
    Files.setPosixFilePermissions(jwks, PosixFilePermissions.fromString("rw-------"));
    Shell set = issueWith(jwks, "--expires-in=1");
    assertThat(set.code()).isEqualTo(3);
    assertThat(set.err()).contains("a.jwks: this is a JWK set").hasLineCount(1);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void signingKey_thatOthersCan_readIsRefusedWithTheRemedy() throws Exception {
    Path open = Files.copy(key, folder.resolve("open.jwk"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

    Shell refused = issueWith(open, "--expires-in=1");

    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("chmod 600 " + open).hasLineCount(1);
  }
}
