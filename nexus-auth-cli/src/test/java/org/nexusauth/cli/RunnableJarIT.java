package org.nexusauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** The one runnable jar, as a user starts it. */
class RunnableJarIT {

  private static final Path JAR = Path.of(System.getProperty("cli.jar"));

  @TempDir Path folder;

  private record Ended(int code, String out, String err) {}

  private Ended run(Path in, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    return run(in, command);
  }

  private Ended run(Path in, List<String> command) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void key_isMadeIssuedAndExplainedAsTheREADMESays() throws Exception {
    Path empty = file("empty", "");

    Ended keygen = run(empty, "keygen", "--out", "signing.jwk");
    assertThat(keygen.err()).isEmpty();
    assertThat(keygen.code()).isZero();
    file("api-keys.jwks", keygen.out());

    Ended issue =
        run(
            empty,
            "issue",
            "--key=signing.jwk",
            "--issuer=https://api.example.com",
            "--integration=int_1",
            "--organization=org_1",
            "--agent=agt_1",
            "--permission=read",
            "--expires-in=P30D");
    assertThat(issue.err()).contains(", which expires ").hasLineCount(1);
    assertThat(issue.code()).isZero();

    Ended explain =
        run(
            file("key.txt", issue.out()),
            "explain",
            "--keys=api-keys.jwks",
            "--issuer=https://api.example.com");
    assertThat(explain.err()).isEmpty();
    assertThat(explain.code()).isZero();
    assertThat(explain.out())
        .contains("ok  signed by key \"", "ok  integration int_1, organization org_1, agent agt_1");

    Ended later = run(folder.resolve("key.txt"), "explain", "--at=9999-01-01T00:00:00Z", "--json");
    assertThat(later.code()).isEqualTo(1);
    assertThat(later.out()).contains("\"code\": \"key_expired\"");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void privateKey_isItsOwnersAloneWhateverTheUmask() throws Exception {
    String java = ProcessHandle.current().info().command().orElse("java");
    Ended keygen =
        run(
            file("empty", ""),
            List.of(
                "sh",
                "-c",
                "umask 0; exec \"$0\" -jar \"$1\" keygen --out a.pem",
                java,
                JAR.toString()));

    assertThat(keygen.code()).isZero();
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a.pem"))))
        .isEqualTo("rw-------");
  }

  @Test
  void key_isRevokedAtADatabaseFromTheOneJar() throws Exception {
    Path empty = file("empty", "");
    String store = "--store=jdbc:h2:file:./revoked";

    Ended init = run(empty, "init", store);
    assertThat(init.err()).isEmpty();
    assertThat(init.out()).startsWith("generation ");
    Ended revoke = run(empty, "revoke", store, "--integration=int_1", "--reason=gone");
    assertThat(revoke.err()).isEmpty();
    assertThat(revoke.out()).startsWith("revoked integration int_1, from ");
    assertThat(run(empty, "status", store, "--integration=int_1").code()).isEqualTo(1);
  }

  @Test
  void key_isRevokedAtARedisFromTheOneJar() throws Exception {
    Path empty = file("empty", "");
    int port = freePort();
    RedisServer redis =
        RedisServer.newRedisServer()
            .port(port)
            .setting("bind 127.0.0.1")
            .setting("dir " + folder)
            .setting("appendonly yes")
            .setting("appendfsync always")
            .build();
    redis.start();
    try {
      String store = "--store=redis://127.0.0.1:" + port;
      Ended before = run(empty, "revoke", store, "--agent=agt_1");
      assertThat(before.code()).isEqualTo(4);
      assertThat(before.err()).contains("init").hasLineCount(1);

      Ended init = run(empty, "init", store);
      assertThat(init.err()).isEmpty();
      assertThat(init.out()).startsWith("generation ");
      assertThat(run(empty, "revoke", store, "--agent=agt_1").code()).isZero();
      assertThat(run(empty, "status", store, "--agent=agt_1").code()).isEqualTo(1);
      assertThat(run(empty, "generation", store, "--renew").out())
          .startsWith("generation ")
          .isNotEqualTo(init.out());
    } finally {
      redis.stop();
    }
  }

  @Test
  void key_withRecordsInADatabase_isRevokedAtARedisFromTheOneJar() throws Exception {
    Path empty = file("empty", "");
    int port = freePort();
    RedisServer redis =
        RedisServer.newRedisServer()
            .port(port)
            .setting("bind 127.0.0.1")
            .setting("dir " + folder)
            .setting("appendonly yes")
            .setting("appendfsync always")
            .build();
    redis.start();
    try {
      String store = "redis://127.0.0.1:" + port;
      assertThat(run(empty, "init", "--store=" + store).code()).isZero();
      String records = "--store=jdbc:h2:file:./records";
      assertThat(run(empty, "init", "--records", records).code()).isZero();
      String[] stores = {records, "--revocations=" + store};
      assertThat(runAt(stores, "organization", "create", "org_1", "--name=n").err()).isEmpty();
      runAt(stores, "agent", "create", "agt_1", "--organization=org_1", "--name=n");

      Ended restricted =
          runAt(stores, "agent", "restrict", "agt_1", "--organization=org_1", "--reason=r");

      assertThat(restricted.code()).as(restricted.err()).isZero();
      assertThat(run(empty, "status", "--store=" + store, "--agent=agt_1").code()).isEqualTo(1);
      assertThat(runAt(stores, "audit", "verify").out()).startsWith("unbroken: 3 events; ");
    } finally {
      redis.stop();
    }
  }

  private Ended runAt(String[] stores, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(stores));
    return run(file("empty", ""), all.toArray(String[]::new));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Test
  void jar_saysItsVersionAndIsSmall() throws Exception {
    Ended version = run(file("empty", ""), "--version");

    assertThat(version.out().strip()).isEqualTo("nexus-auth " + System.getProperty("cli.version"));
    assertThat(Files.size(JAR)).isLessThan(16_000_000);
  }
}
