package org.nexusauth.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.management.apikey.EnvironmentPresets;
import org.nexusauth.management.apikey.EnvironmentPresets.Preset;
import org.nexusauth.management.model.Environment;

/** The settings of the management of keys: defaults, forms, and each wrong value. */
final class ManagementSettingsTest {
  private static final String SHORT_SECRET = "correct-horse-battery";

  @TempDir Path folder;

  private static ManagementSettings read(String... namesAndValues) {
    Configuration configuration = ManagedGates.configuration(namesAndValues);
    return ManagementSettings.from(configuration, GateSettings.from(configuration));
  }

  @Test
  void defaults_areThoseOfTheDocumentation() {
    ManagementSettings settings =
        read("management.store", "-", "management.secret", "-", "console.path", "-");

    assertThat(settings.store()).isEqualTo("jdbc");
    assertThat(settings.secrets()).isNull();
    assertThat(settings.environments()).isEqualTo(EnvironmentPresets.defaults());
    assertThat(settings.issuer()).isEqualTo(ManagedGates.KEYS.issuer());
    assertThat(settings.keyRefresh()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.prefix()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"memory, true", "-, false"})
  void missingKeys_nameTheStoreOfTheRecords_whereItIsUsed(String store, boolean named) {
    Configuration configuration =
        ManagedGates.configuration(
            "management.store", store, "verify.keys", "-", "verify.keys.location", "-");

    assertThatThrownBy(() -> GateSettings.from(configuration))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("NEXUS-1010 nexus.auth.verify.keys.location is not set: ")
        .satisfies(
            e ->
                assertThat(e.getMessage().contains(", or store: for the signing keys"))
                    .isEqualTo(named));
  }

  @Test
  void environments_haveLifetimesAndPlans() {
    EnvironmentPresets presets =
        read("management.environments", " development = 3600 ,production=P365D: gold plan ")
            .environments();

    assertThat(presets.presetOf(Environment.DEVELOPMENT))
        .isEqualTo(new Preset(Duration.ofHours(1), null));
    assertThat(presets.presetOf(Environment.STAGING))
        .isEqualTo(new Preset(Duration.ofDays(90), null));
    assertThat(presets.presetOf(Environment.PRODUCTION))
        .isEqualTo(new Preset(Duration.ofDays(365), "gold plan"));
  }

  @Test
  void secrets_comeFromAFile_andInlineOnesBeatIt() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("secret"), ManagedGates.SECRET + "\n" + "x".repeat(32) + "\n");

    assertThat(
            read("management.secret", "-", "management.secret.location", file.toString()).secrets())
        .hasToString("ManagementSecrets[2]");
    assertThat(
            read("management.secret", "-", "management.secret.location", file.toUri().toString())
                .secrets())
        .hasToString("ManagementSecrets[2]");
    assertThat(read("management.secret.location", file.toString()).secrets())
        .hasToString("ManagementSecrets[1]");
  }

  @Test
  void secretFile_thatCannotBeUsed_stopsTheStart() throws IOException {
    Path missing = folder.resolve("none");
    Path large = Files.write(folder.resolve("large"), new byte[70_000]);
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    Path shortOne =
        Files.writeString(folder.resolve("short"), SHORT_SECRET, StandardCharsets.UTF_8);

    assertThatThrownBy(() -> readFrom(missing)).hasMessageContaining("NoSuchFileException");
    assertThatThrownBy(() -> readFrom(large)).hasMessageContaining("larger than 65536 bytes");
    assertThatThrownBy(() -> readFrom(binary)).hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> readFrom(shortOne))
        .hasMessageContaining("fewer than 32 characters")
        .hasMessageNotContaining(SHORT_SECRET);
  }

  private static ManagementSettings readFrom(Path file) {
    return read("management.secret", "-", "management.secret.location", file.toString());
  }

  static Stream<Arguments> wrongValues() {
    String environments = "management.environments";
    return Stream.of(
        argumentSet("empty store", "management.store", " ", "is empty"),
        argumentSet("short secret", "management.secret", SHORT_SECRET, "fewer than 32"),
        argumentSet(
            "two equal secrets",
            "management.secret",
            ManagedGates.SECRET + "," + ManagedGates.SECRET,
            "the same"),
        argumentSet("no lifetime", environments, "development", "expected environments with"),
        argumentSet("empty entry", environments, "development=P1D,", "expected environments with"),
        argumentSet(
            "no plan after colon", environments, "development=P1D:", "expected environments with"),
        argumentSet("unknown environment", environments, "test=P1D", "no environment test"),
        argumentSet("in capitals", environments, "PRODUCTION=P1D", "no environment PRODUCTION"),
        argumentSet("twice", environments, "staging=P1D,staging=P2D", "staging stands there twice"),
        argumentSet("no duration", environments, "staging=soon", "and one is soon"),
        argumentSet("zero", environments, "staging=0", "from PT1S to P3650D"),
        argumentSet("negative", environments, "staging=-PT5S", "from PT1S to P3650D"),
        argumentSet("too long", environments, "staging=P3651D", "from PT1S to P3650D"),
        argumentSet("overflow", environments, "staging=P99999999999999999D", "and one is P9999"),
        argumentSet(
            "long plan", environments, "staging=P1D:" + "x".repeat(256), "1 to 255 characters"));
  }

  @ParameterizedTest
  @MethodSource("wrongValues")
  void wrongValue_stopsTheStart_andIsNamed(String name, String value, String problem) {
    assertThatThrownBy(() -> read(name, value))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("NEXUS-1010 nexus.auth." + name)
        .hasMessageContaining("(test)")
        .hasMessageContaining(problem)
        .hasMessageNotContaining(SHORT_SECRET);
  }

  @Test
  void lifetime_thatTheGateWouldDeny_stopsTheStart() {
    assertThatThrownBy(
            () -> read("verify.max.lifetime", "P30D", "management.environments", "staging=P31D"))
        .hasMessageContaining("nexus.auth.verify.max.lifetime is PT720H");
  }

  @Test
  void issuer_thatIsMissingOrNotAccepted_stopsTheStart() {
    assertThatThrownBy(() -> read("verify.issuer", "-"))
        .hasMessageContaining("nexus.auth.verify.issuer is not set");
    assertThatThrownBy(() -> read("verify.audiences", "https://elsewhere.example"))
        .hasMessageContaining("nexus.auth.verify.audiences does not hold https://issuer.test");
    assertThatThrownBy(() -> read("verify.types", "at+jwt"))
        .hasMessageContaining("nexus.auth.verify.types does not hold JWT");
  }

  @Test
  void management_isUsedByEachOfItsNames() {
    assertThat(isUsed("management.store", "-")).isFalse();
    assertThat(isUsed()).isTrue();
    assertThat(isUsed("management.store", "-", "console.path", "/console")).isTrue();
    assertThat(isUsed("management.store", "-", "leaks.path", "/leaks")).isTrue();
    assertThat(isUsed("management.store", "-", "jwks.path", "/keys")).isTrue();
    assertThat(isUsed("management.store", "-", "verify.keys.location", "store:")).isTrue();
  }

  private static boolean isUsed(String... namesAndValues) {
    return ManagementSettings.isUsed(ManagedGates.configuration(namesAndValues));
  }

  @Test
  void unknownName_isComparedWithThoseOfThisModule() {
    assertThatThrownBy(() -> read("management.enviroments", "staging=P1D"))
        .hasMessageEndingWith("did you mean nexus.auth.management.environments?");
  }

  @Test
  void secrets_areInNoText() {
    assertThat(read().toString()).doesNotContain(ManagedGates.SECRET);
    assertThat(ManagedGates.configuration().find("nexus.auth.management.secret"))
        .hasValueSatisfying(
            given -> {
              assertThat(given.isSecret()).isTrue();
              assertThat(given.toString()).doesNotContain(ManagedGates.SECRET);
            });
  }
}
