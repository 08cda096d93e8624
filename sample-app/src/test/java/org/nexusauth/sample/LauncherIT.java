package org.nexusauth.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.sample.running.Admin;
import org.nexusauth.sample.running.Client;
import org.nexusauth.sample.running.Running;
import org.nexusauth.sample.running.SampleKeys;
import org.nexusauth.sample.running.SampleProcess;

/** The launcher as a person meets it. */
class LauncherIT {

  @RegisterExtension static final Running RUNNING = new Running();

  @TempDir Path scratch;

  @Test
  void curl_asItIsPrinted_works() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
    String line = curl(RUNNING.sample().output());
    Process curl =
        new ProcessBuilder("bash", "-c", line)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("{\"success\":true,\"data\":{\"orgId\":\"org_demo\"");
  }

  @Test
  void greeting_namesWhatIsThere() {
    assertThat(RUNNING.sample().output())
        .startsWith("Nexus sample API on " + RUNNING.sample().url())
        .contains("A key that may read and write, valid for 30 days:")
        .contains("read-only.key", "other-integration.key");
  }

  @Test
  void log_ofAStart_isQuietAndSaysWhatIsGuarded() {
    List<String> lines =
        RUNNING.sample().error().lines().filter(line -> !line.contains("NEXUS-")).toList();
    assertThat(lines).isEmpty();
    assertThat(RUNNING.sample().error())
        .contains("NEXUS-1001", "issuer nexus-sample", "revocation jdbc");
  }

  @Test
  void port_thatIsTaken_isSaidAtOnce() {
    try (SampleProcess second = SampleProcess.start(scratch, RUNNING.sample().port())) {
      assertThat(second.awaitExit()).isEqualTo(1);
      assertThat(second.error().lines())
          .singleElement()
          .asString()
          .startsWith("Port " + second.port() + " is taken. Choose another: PORT=");
      assertThat(second.output()).isEmpty();
      assertThat(second.leftovers()).isEmpty();
    }
  }

  @Test
  void option_thatIsWrong_isSaidWithTheUsage() {
    try (SampleProcess wrong = SampleProcess.start(scratch, 1, "--prot", "8081")) {
      assertThat(wrong.awaitExit()).isEqualTo(2);
      assertThat(wrong.error()).startsWith("Unknown option: --prot").contains("Usage:");
    }
  }

  @Test
  void sample_stoppedAndStartedAgain_keepsItsKeysAndLeavesNothing() throws IOException {
    String line;
    byte[] signingKey;
    String revoked;
    try (SampleProcess first = SampleProcess.start(scratch).awaitUp()) {
      line = curl(first.output());
      signingKey = Files.readAllBytes(first.data("signing.jwk"));
      revoked = SampleKeys.of(first, key -> key);
      Admin.of(first).revoke(revoked, "leaked").object();
      Instant stop = Instant.now();
      first.interrupt();
      assertThat(first.awaitExit()).isEqualTo(130);
      // It takes half a second; this machine may be busy.
      assertThat(Duration.between(stop, Instant.now())).isLessThan(Duration.ofSeconds(20));
      assertThat(first.leftovers()).isEmpty();
      assertThat(first.output().strip()).endsWith("Stop with Ctrl-C.");
      assertThat(first.error().lines().filter(text -> !text.contains("NEXUS-"))).isEmpty();
    }
    Files.writeString(scratch.resolve("data/read-only.key"), "no longer a key");
    try (SampleProcess second = SampleProcess.start(scratch).awaitUp()) {
      assertThat(second.output()).containsOnlyOnce("(replaced: ");
      assertThat(second.error()).contains("NEXUS-1001");
      assertThat(second.data("signing.jwk")).hasBinaryContent(signingKey);
      String key = second.key("read-write.key");
      assertThat(line).contains(key);
      new Client(second.url()).key(key).get("/api/public/v1/me").object();
      new Client(second.url())
          .key(revoked)
          .get("/api/public/v1/me")
          .refused(401, "Invalid API key");
    }
  }

  @Test
  void issuer_ofTheOperator_winsAndNoDemoKeyIsShownAsWorking() {
    Map<String, String> environment =
        Map.of("NEXUS_AUTH_VERIFY_ISSUER", "https://issuer.example.com");
    try (SampleProcess sample =
        SampleProcess.start(scratch, SampleProcess.freePort(), environment).awaitUp()) {
      assertThat(sample.error()).contains("issuer https://issuer.example.com");
      assertThat(sample.output())
          .contains("are not accepted (key_invalid): your nexus.auth.verify.issuer applies")
          .doesNotContain("eyJ");
      new Client(sample.url())
          .key(SampleKeys.of(sample, key -> key.claim("iss", "https://issuer.example.com")))
          .get("/api/public/v1/me")
          .object();
    }
  }

  @Test
  void keys_thatAreMissing_endTheStartWithOneMessage() {
    Map<String, String> environment =
        Map.of("NEXUS_AUTH_VERIFY_KEYS_LOCATION", scratch.resolve("no.jwks").toString());
    try (SampleProcess sample =
        SampleProcess.start(scratch, SampleProcess.freePort(), environment)) {
      assertThat(sample.awaitExit()).isEqualTo(1);
      assertThat(sample.error().lines())
          .satisfiesExactly(
              what -> assertThat(what).isEqualTo("The sample did not start: a setting is wrong."),
              why ->
                  assertThat(why)
                      .startsWith("NEXUS-1010 nexus.auth.verify.keys.location=")
                      .endsWith("there is no readable file " + scratch.resolve("no.jwks")),
              remedy -> assertThat(remedy).startsWith("Correct it, or unset it"));
      assertThat(sample.leftovers()).isEmpty();
    }
  }

  private static String curl(String output) {
    return output
        .lines()
        .filter(line -> line.strip().startsWith("curl "))
        .findFirst()
        .orElseThrow();
  }
}
