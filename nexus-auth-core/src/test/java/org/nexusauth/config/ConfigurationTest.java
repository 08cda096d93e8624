package org.nexusauth.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationTest {
  private static final String SKEW = "nexus.auth.verify.clock.skew";

  @AfterEach
  void clear() {
    System.clearProperty(SKEW);
    System.clearProperty("nexus.auth.no.such.thing");
    System.clearProperty("nexus.auth.status.store");
  }

  private static PropertySource source(String origin, String... namesAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return PropertySource.of(origin, values);
  }

  private static GateSettings read(String... namesAndValues) {
    return GateSettings.from(
        Configuration.of(
            source("init-param of filter \"api-key\"", namesAndValues),
            source("context-param", "nexus.auth.verify.keys", "{}")));
  }

  @Test
  void standardSettings_areTheDesigns() {
    GateSettings settings = read();

    assertThat(settings.claims().skew()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.claims().expiryRequired()).isTrue();
    assertThat(settings.claims().names()).isEqualTo(ClaimNames.STANDARD);
    assertThat(settings.token()).isEqualTo(new TokenSettings("api-key", null, 4096));
    assertThat(settings.keys().refresh()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.cacheSize()).isEqualTo(10_000);
    assertThat(settings.realm()).isEqualTo("nexus");
    assertThat(settings.protectAll()).isFalse();
    assertThat(settings.passPreflight()).isFalse();
  }

  @Test
  void systemProperty_beatsParamsAndTheFirstParamBeatsTheSecond() {
    List<PropertySource> parameters =
        List.of(
            source("init-param", SKEW, "20", "nexus.auth.claims.agent", "init"),
            source(
                "context-param",
                SKEW,
                "30",
                "nexus.auth.claims.agent",
                "context",
                "nexus.auth.token.prefix",
                "nxs_"));
    System.setProperty(SKEW, "10");

    Configuration configuration = Configuration.ofApplication(parameters);

    assertThat(configuration.find(Setting.VERIFY_CLOCK_SKEW).map(GivenProperty::value))
        .contains("10");
    assertThat(configuration.find(Setting.CLAIMS_AGENT).map(GivenProperty::value)).contains("init");
    assertThat(configuration.find(Setting.TOKEN_PREFIX).map(GivenProperty::origin))
        .contains("context-param");
  }

  @Test
  void microprofileFile_comesLast() {
    List<PropertySource> parameters =
        List.of(source("context-param", "nexus.auth.claims.agent", "ours"));
    Configuration with = Configuration.ofApplication(parameters);
    Configuration without = Configuration.ofApplication(List.of());

    assertThat(with.find(Setting.CLAIMS_AGENT).map(GivenProperty::value)).contains("ours");
    assertThat(without.find(Setting.CLAIMS_AGENT).map(GivenProperty::value))
        .contains("from-the-file");
  }

  @Test
  void environment_beats_params() {
    Configuration configuration =
        Configuration.ofApplication(List.of(source("context-param", "nexus.auth.realm", "ours")));

    assertThat(configuration.find(Setting.REALM).map(GivenProperty::value))
        .contains("from the environment");
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong(
            SKEW,
            "15m",
            "expected seconds or an ISO-8601 duration up to PT10M, for example 60 or PT1M"),
        wrong(SKEW, "-1", "up to PT10M"),
        wrong(SKEW, "601", "up to PT10M"),
        wrong(SKEW, "PT10M0.001S", "up to PT10M"),
        wrong(SKEW, "99999999999999999999", "expected seconds"),
        wrong(SKEW, "", "is empty; remove it, or give it a value, for example 60 or PT1M"),
        wrong(SKEW, "  ", "is empty"),
        wrong("nexus.auth.verify.expiry.required", "yes", "expected false or true"),
        wrong("nexus.auth.verify.max.lifetime", "0", "from PT1S"),
        wrong("nexus.auth.verify.audiences", "a,,b", "an entry of the list is empty"),
        wrong("nexus.auth.verify.audiences", ",", "an entry of the list is empty"),
        wrong("nexus.auth.cache.size", "-1", "expected a whole number from 0 to 10000000"),
        wrong("nexus.auth.cache.size", "many", "expected a whole number"),
        wrong("nexus.auth.token.max.length", "10", "from 256 to 65536"),
        wrong("nexus.auth.token.header", "api key", "expected the name of a header"),
        wrong("nexus.auth.token.prefix", "nxs ", "without whitespace and commas"),
        wrong("nexus.auth.token.prefix", "\tnxs", "without whitespace and commas"),
        wrong("nexus.auth.token.prefix", "n,s", "without whitespace and commas"),
        wrong("nexus.auth.token.prefix", "Bearer ", "set nexus.auth.token.header=Authorization"),
        wrong("nexus.auth.token.prefix", "bearer", "set nexus.auth.token.header=Authorization"),
        wrong("nexus.auth.realm", "a\"b", "without quotes"),
        wrong("nexus.auth.realm", "a\r\nSet-Cookie: x", "printable ASCII"),
        wrong("nexus.auth.jaxrs.protect", "ALL", "expected annotated or all"),
        wrong("nexus.auth.cors.preflight", "true", "expected refuse or pass"),
        wrong("nexus.auth.paths.exclude", "public", "is no path"),
        wrong("nexus.auth.paths.permissions", "/a", "is no rule"));
  }

  private static Arguments wrong(String name, String value, String problem) {
    return argumentSet(name + "=" + value.strip(), name, value, problem);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrongValue_stopsTheStartAndSaysWhy(String name, String value, String problem) {
    assertThatThrownBy(() -> read(name, value))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("NEXUS-1010 " + name)
        .hasMessageContaining("(init-param of filter \"api-key\")")
        .hasMessageContaining(problem)
        .message()
        .doesNotContain("\n", "\r");
  }

  @Test
  void noKeys_stopTheStart() {
    assertThatThrownBy(() -> GateSettings.from(Configuration.of()))
        .hasMessage(
            "NEXUS-1010 nexus.auth.verify.keys.location is not set: say where the verification keys"
                + " are, for example classpath:/api-keys.jwks, file:keys.jwks or https://…");
  }

  @Test
  void unknownName_stopsTheStartAndNamesTheNearest() {
    assertThatThrownBy(() -> read("nexus.auth.verify.clock.skw", "60"))
        .hasMessage(
            "NEXUS-1010 nexus.auth.verify.clock.skw (init-param of filter \"api-key\"): there is no"
                + " such property; did you mean nexus.auth.verify.clock.skew?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "store",
        "max.staleness",
        "on.unavailable",
        "timeout",
        "cache",
        "poll",
        "assume.durable"
      })
  void name_ofBefore_stopsTheStartAndNamesTheOneOfNow(String name) {
    String before = "nexus.auth.status." + name;
    String now = "nexus.auth.revocation." + name;

    assertThatThrownBy(() -> read(before, "0"))
        .hasMessage(
            ("NEXUS-1010 %s (init-param of filter \"api-key\"): this property is named %s now;"
                    + " rename it (in the environment: %s)")
                .formatted(before, now, now.toUpperCase(Locale.ROOT).replace('.', '_')));
  }

  @Test
  void name_ofBeforeInASystemProperty_stopsTheStartToo() {
    System.setProperty("nexus.auth.status.store", "memory");
    Configuration configuration =
        Configuration.ofApplication(List.of(source("here", "nexus.auth.verify.keys", "{}")));

    assertThatThrownBy(() -> GateSettings.from(configuration))
        .hasMessageEndingWith(
            "nexus.auth.status.store (SysPropConfigSource): this property is named"
                + " nexus.auth.revocation.store now; rename it (in the environment:"
                + " NEXUS_AUTH_REVOCATION_STORE)");
  }

  @Test
  void unknownSystemProperty_isOnlyLogged() {
    System.setProperty("nexus.auth.no.such.thing", "x");

    assertThat(GateSettings.unknownSystemProperties()).contains("nexus.auth.no.such.thing");
  }

  @Test
  void keys_areNeverShown() {
    GivenProperty secret =
        new GivenProperty("nexus.auth.verify.keys", "{\"k\":\"c2VjcmV0\"}", "a test");

    assertThat(ConfigurationException.of(secret, "is wrong").getMessage())
        .isEqualTo("NEXUS-1010 nexus.auth.verify.keys (a test): is wrong");
    assertThat(secret.toString()).doesNotContain("c2VjcmV0");
    assertThat(read().toString()).doesNotContain("inline={}");
  }

  @Test
  void equalSettings_fromOtherPlaces_areEqual() {
    GateSettings one =
        GateSettings.from(Configuration.of(source("here", "nexus.auth.verify.keys", "{}")));
    GateSettings other =
        GateSettings.from(Configuration.of(source("there", "nexus.auth.verify.keys", "{}")));

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
  }
}
