package org.nexusauth.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.internal.LogSanitizer;

/** Every setting's wrong forms with the whole message, and its edges. */
class InvalidSettingsTest {
  private static final String ORIGIN = "context-param";

  private static GateSettings read(String name, String value) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("nexus.auth.verify.keys", "{}");
    values.put("nexus.auth." + name, value);
    return GateSettings.from(Configuration.of(PropertySource.of(ORIGIN, values)));
  }

  @Test
  void staleness_thatPollsAloneUseUp_stopsTheStart() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("nexus.auth.verify.keys", "{}");
    values.put("nexus.auth.revocation.poll", "2");
    values.put("nexus.auth.revocation.max.staleness", "5");

    assertThatThrownBy(() -> GateSettings.from(Configuration.of(PropertySource.of(ORIGIN, values))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "NEXUS-1010 nexus.auth.revocation.max.staleness=5 (context-param): is less than 3 times"
                + " nexus.auth.revocation.poll=PT2S, so keys would be denied while the store is"
                + " available; expected at least PT6S");
    values.put("nexus.auth.revocation.max.staleness", "6");
    assertThat(GateSettings.from(Configuration.of(PropertySource.of(ORIGIN, values))).revocation())
        .extracting(RevocationSettings::maxStaleness)
        .isEqualTo(Duration.ofSeconds(6));
  }

  static Stream<Arguments> wrong() {
    String skew = "expected seconds or an ISO-8601 duration up to PT10M, for example 60 or PT1M";
    String refresh =
        "expected seconds or an ISO-8601 duration from PT1S to PT24H, or 0 for never, for example"
            + " 300 or PT5M";
    String lifetime =
        "expected seconds or an ISO-8601 duration from PT1S to PT876000H, for example P90D";
    String list =
        "an entry of the list is empty; expected a list such as"
            + " https://api.example.com,https://admin.example.com";
    String size = "expected a whole number from 0 to 10000000";
    String failures = "expected a whole number from 0 to 1000000";
    String length = "expected a whole number from 256 to 65536";
    String header = "expected the name of a header (RFC 9110 §5.1), for example api-key";
    String prefix =
        "expected up to 64 visible ASCII characters without whitespace and commas, for example"
            + " nxs_";
    String realm = "expected up to 100 printable ASCII characters without quotes and backslashes";
    return Stream.of(
            rows(
                "verify.clock.skew",
                skew,
                "15m",
                "-1",
                "601",
                "PT-1S",
                "PT10M0.001S",
                "P1D",
                "1.5",
                "ten",
                "PT",
                "1e2",
                "0x10",
                "99999999999",
                "P99999999999999999999D",
                "\u0661"),
            rows(
                "verify.keys.refresh", refresh, "-1", "PT0.0001S", "PT0.999S", "86401", "P2D", "x"),
            rows("verify.max.lifetime", lifetime, "0", "-5", "PT0.5S", "P36501D", "forever"),
            rows("verify.audiences", list, ",", "a,", ",a", "a,,b", "a, ,b"),
            rows(
                "cache.size",
                size,
                "-1",
                "10000001",
                "1e3",
                "10k",
                "1,000",
                "1.0",
                "9999999999",
                "+1",
                "0x1",
                "\u0661"),
            rows("failures.per.minute", failures, "-1", "1000001", "many", "10/s", "0.5", "PT1M"),
            rows("token.max.length", length, "255", "65537", "0", "-4096", "4k"),
            rows(
                "token.header",
                header,
                "api key",
                "api-key:",
                "a\tb",
                "a(b)",
                "\u00e9",
                "a,b",
                "\"a\""),
            rows("token.prefix", prefix, "a b", " nxs_", "nxs_\n", "a,b", "\u00e9", "a".repeat(65)),
            rows("realm", realm, "a\"b", "a\\b", "a\u00e9", "a".repeat(101)),
            rows("verify.expiry.required", "expected false or true", "yes", "TRUE", "1", "no"),
            rows("jaxrs.protect", "expected annotated or all", "none", "All", "annotated,all"),
            rows("log.denials", "expected debug or info", "INFO", "trace", "true"),
            rows("cors.preflight", "expected refuse or pass", "true", "allow", "PASS"),
            rows("limit.mode", "expected off, observe or enforce", "on", "ENFORCE", "observed"),
            rows("limit.share", "expected lease or exact", "leases", "EXACT"),
            rows("limit.on.unavailable", "expected local, full or deny", "allow", "Local"),
            rows("limit.draft.headers", "expected false or true", "on", "draft-11"))
        .flatMap(rows -> rows);
  }

  private static Stream<Arguments> rows(String name, String expected, String... values) {
    return Stream.of(values).map(value -> argumentSet(name + "=" + value, name, value, expected));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void readWrongForm_stopsTheStartWithAllThatIsNeeded(String name, String value, String expected) {
    assertThatThrownBy(() -> read(name, value))
        .isInstanceOf(ConfigurationException.class)
        .hasNoCause()
        .hasMessage(
            "NEXUS-1010 nexus.auth."
                + name
                + "="
                + LogSanitizer.sanitize(value)
                + " ("
                + ORIGIN
                + "): "
                + expected);
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void readEmptyValue_ofAnySetting_stopsTheStart(Setting setting) {
    String shown = setting == Setting.VERIFY_KEYS ? "" : "=";

    for (String blank : new String[] {"", " ", "\t\n"}) {
      assertThatThrownBy(() -> read(setting.property().substring(Setting.PREFIX.length()), blank))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "NEXUS-1010 %s%s (%s): is empty; remove it, or give it a value, for example %s",
              setting.property(), shown, ORIGIN, setting.example());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "60, PT1M",
    "600, PT10M",
    "PT10M, PT10M",
    "PT0.5S, PT0.5S",
    "pt1m, PT1M",
    "007, PT7S",
    "-0, PT0S"
  })
  void readSkew_inEachForm(String value, Duration expected) {
    assertThat(read("verify.clock.skew", value).claims().skew()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, PT0S", "PT0S, PT0S", "1, PT1S", "PT1S, PT1S", "86400, PT24H", "P1D, PT24H"})
  void readRefresh_atItsEdges(String value, Duration expected) {
    assertThat(read("verify.keys.refresh", value).keys().refresh()).isEqualTo(expected);
  }

  @Test
  void readNumbers_atTheirEdges() {
    assertThat(read("cache.size", "0").cacheSize()).isZero();
    assertThat(read("cache.size", "10000000").cacheSize()).isEqualTo(10_000_000);
    assertThat(read("failures.per.minute", "0").failuresPerMinute()).isZero();
    assertThat(read("failures.per.minute", "1000000").failuresPerMinute()).isEqualTo(1_000_000);
    assertThat(read("realm", "r").failuresPerMinute()).isZero();
    assertThat(read("token.max.length", "256").token().maxLength()).isEqualTo(256);
    assertThat(read("token.max.length", "65536").token().maxLength()).isEqualTo(65_536);
  }

  @Test
  void readBlanksAroundValues_doNotCount() {
    assertThat(read("verify.issuer", "  https://i \n").claims().issuer()).isEqualTo("https://i");
    assertThat(read("verify.audiences", " a , b ").claims().audiences()).containsExactly("a", "b");
    assertThat(read("cache.size", " 5 ").cacheSize()).isEqualTo(5);
  }

  /** Every property of text: what is around it does not count, or the start stops. */
  @ParameterizedTest
  @EnumSource(Setting.class)
  void readWhitespaceAroundAValue_changesNothingOrStopsTheStart(Setting setting) {
    String name = setting.property().substring(Setting.PREFIX.length());
    String value =
        switch (setting) {
          case VERIFY_KEYS -> "{}";
          case VERIFY_PROVIDER -> "SunEC";
          default -> setting.example().split(",? or |, ", 2)[0].replaceAll("[, ]+$", "");
        };
    if (setting == Setting.TOKEN_PREFIX) {
      assertThatThrownBy(() -> read(name, " " + value + "\n")).hasMessageContaining("whitespace");
    } else {
      assertThat(read(name, " \t" + value + " \r\n")).isEqualTo(read(name, value));
    }
  }

  @Test
  void readPassword_keepsItsSpacesAndLosesLineEnds() {
    Map<String, String> read = new LinkedHashMap<>();
    for (String given : new String[] {" a b ", "a\n", "\r\na\r\n", "\ta", "a\nb"}) {
      SettingsReader reader =
          new SettingsReader(
              Configuration.of(
                  PropertySource.of(ORIGIN, Map.of("nexus.auth.jdbc.password", given))));
      read.put(given, reader.readProperty("nexus.auth.jdbc.password").orElseThrow().value());
    }

    assertThat(read.values()).containsExactly(" a b ", "a", "a", "\ta", "a\nb");
  }

  @Test
  void readPaths_thatAreWrongNameTheOneSettingThat_is() {
    assertThatThrownBy(() -> read("paths.exclude", "/a,b"))
        .hasMessage(
            "NEXUS-1010 nexus.auth.paths.exclude=/a,b (context-param): \"b\" is no path: expected"
                + " one such as /health, or /public/* for all below");
    assertThatThrownBy(() -> read("paths.permissions", "/a=r,b"))
        .hasMessage(
            "NEXUS-1010 nexus.auth.paths.permissions=/a=r,b (context-param): \"b\" is no rule:"
                + " expected [METHOD ]path=permission+permission, for example POST"
                + " /api/*=read+write");
  }

  @Test
  void readMessage_staysOnOneLineAndShort() {
    assertThatThrownBy(() -> read("paths.exclude", "/a\r\nNEXUS-1001 forged"))
        .message()
        .doesNotContain("\n", "\r");
    assertThatThrownBy(() -> read("cache.size", "x".repeat(10_000)))
        .message()
        .hasSizeLessThan(400)
        .contains("… (10000)");
  }

  @Test
  void keysInline_beatTheirLocation() {
    GateSettings settings = read("verify.keys.location", "classpath:/none");

    assertThat(settings.keys().inline()).isNotNull();
    assertThat(settings.keys().location()).isNull();
  }

  @Test
  void names_thatAreUnknown_stopTheStartWithTheNearestKnownOne() {
    assertThatThrownBy(() -> read("verify.audience", "x"))
        .hasMessageEndingWith(
            "there is no such property; did you mean nexus.auth.verify.audiences?");
    assertThatThrownBy(() -> read("Verify.issuer", "x"))
        .hasMessageEndingWith("did you mean nexus.auth.verify.issuer?");
    assertThatThrownBy(() -> read("", "x")).hasMessageContaining("there is no such property");
  }

  @Test
  void names_ofOthers_areLeftAlone() {
    Map<String, String> values =
        Map.of(
            "nexus.auth.verify.keys", "{}", "nexus.authority", "x", "other", "y", "nexus.x", "z");

    assertThat(GateSettings.from(Configuration.of(PropertySource.of("file", values))).realm())
        .isEqualTo("nexus");
  }

  @Test
  void firstSource_withAValue_winsAndItsOriginIsNamed() {
    Configuration configuration =
        Configuration.of(
            PropertySource.of("first", Map.of("nexus.auth.realm", "one")),
            PropertySource.of(
                "second", Map.of("nexus.auth.realm", "two", "nexus.auth.cache.size", "x")));

    assertThat(configuration.find(Setting.REALM))
        .contains(new GivenProperty("nexus.auth.realm", "one", "?"));
    assertThat(configuration.find(Setting.CACHE_SIZE).map(GivenProperty::origin))
        .contains("second");
    assertThat(configuration.hasKeys()).isFalse();
  }

  @Test
  void secret_isInNoWords() {
    GivenProperty secret =
        new GivenProperty("nexus.auth.verify.keys", "{\"kty\":\"oct\",\"k\":\"hunter2\"}", ORIGIN);

    assertThat(secret).hasToString("nexus.auth.verify.keys (context-param)");
    assertThat(ConfigurationException.of(secret, "is wrong").getMessage())
        .doesNotContain("hunter2");
    assertThat(read("verify.issuer", "i").toString()).doesNotContain("inline={}");
  }

  @Test
  void sets_ofTheSettings_areCopies() {
    Set<String> audiences = new LinkedHashSet<>(List.of("b", "a"));
    ClaimSettings settings =
        new ClaimSettings(
            ClaimNames.STANDARD, null, audiences, Set.of(), Duration.ZERO, true, null);
    audiences.add("c");

    assertThat(settings.audiences()).containsExactly("b", "a").isUnmodifiable();
  }
}
