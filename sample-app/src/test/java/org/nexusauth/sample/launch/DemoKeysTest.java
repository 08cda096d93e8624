package org.nexusauth.sample.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.testkit.MutableClock;
import org.nexusauth.verify.VerifiedApiKey;

class DemoKeysTest {

  private final MutableClock clock = MutableClock.at("2026-01-01T00:00:00Z");

  @TempDir Path parent;

  @Test
  void keys_ofAFirstStart_areGoodForTheirPermissions() {
    List<VerifiedApiKey> keys = start().stream().map(key -> verified(key.text())).toList();
    assertThat(keys)
        .extracting(VerifiedApiKey::integrationId)
        .containsExactly("int_demo", "int_demo", "int_other", "int_demo", "int_demo");
    assertThat(keys.get(0).permissions()).containsExactlyInAnyOrder("read", "write");
    assertThat(keys.get(1).permissions()).containsExactly("read");
    assertThat(keys.get(4).permissions()).containsExactly("admin");
  }

  @Test
  void folder_ofAFirstStart_isItsOwnersAlone() throws IOException {
    start();
    assertThat(mode(data())).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(data())) {
      assertThat(files)
          .hasSize(7)
          .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
    }
  }

  @Test
  void keys_ofALaterStart_areTheSame() {
    List<DemoKey> first = start();
    clock.advance(Duration.ofDays(29));
    assertThat(start()).isEqualTo(first);
  }

  @Test
  void keys_thatHaveExpired_areIssuedAnew() {
    List<DemoKey> first = start();
    clock.advance(DemoKeys.LIFETIME);
    List<DemoKey> second = start();
    assertThat(second).allMatch(DemoKey::renewed);
    assertThat(second.get(0).text()).isNotEqualTo(first.get(0).text());
    assertThat(start()).noneMatch(DemoKey::renewed);
  }

  @Test
  void key_thatWasRevoked_isReplaced() {
    DemoKeys keys = DemoKeys.open(DataFolder.open(data()), clock);
    DemoKey revoked = keys.all().get(0);
    DemoKey other = keys.replace(revoked);
    assertThat(other.renewed()).isTrue();
    assertThat(verified(other.text()).keyId()).isNotEqualTo(verified(revoked.text()).keyId());
    assertThat(start().get(0).text()).isEqualTo(other.text());
  }

  @Test
  void keys_ofARemovedSigningKey_areIssuedAnew() throws IOException {
    start();
    Files.delete(data().resolve("signing.jwk"));
    assertThat(start()).allMatch(DemoKey::renewed);
  }

  @Test
  void key_thatWasRemoved_isMade() throws IOException {
    List<DemoKey> first = start();
    Files.delete(data().resolve("read-only.key"));
    List<DemoKey> second = start();
    assertThat(second.get(0)).isEqualTo(first.get(0));
    assertThat(second.get(1).text()).isNotEqualTo(first.get(1).text());
  }

  @Test
  void signingKey_thatOthersCanRead_isRefused() throws IOException {
    start();
    Path file = data().resolve("signing.jwk");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(this::start)
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void signingKey_thatIsBroken_isNamedAndKept() throws IOException {
    start();
    Path file = data().resolve("signing.jwk");
    Files.writeString(file, "{");
    assertThatThrownBy(this::start)
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining(file.toString());
    assertThat(file).hasContent("{");
  }

  @Test
  void folder_thatIsAFile_isSaid() throws IOException {
    Files.writeString(data(), "x");
    assertThatThrownBy(this::start)
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining(data() + " (it is a file, not a folder)")
        .hasMessageContaining("--data");
  }

  @Test
  void key_asText_tellsNothing() {
    DemoKey key = start().get(0);
    assertThat(key.toString()).doesNotContain(key.text().substring(0, 16));
  }

  private List<DemoKey> start() {
    return DemoKeys.open(DataFolder.open(data()), clock).all();
  }

  private Path data() {
    return parent.resolve("data");
  }

  private VerifiedApiKey verified(String text) {
    Map<String, String> settings =
        Map.of(
            "nexus.auth.verify.keys.location",
            data().resolve("api-keys.jwks").toString(),
            "nexus.auth.verify.issuer",
            "nexus-sample");
    try (ApiKeyGate gate = ApiKeyGate.builder(settings).clock(clock).build()) {
      GateRequest request = new GateRequest(List.of(text), "GET", "/", null, "test", null);
      return ((Granted) gate.authenticate(request)).key();
    }
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
