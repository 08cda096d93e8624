package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.json.JsonNull;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;

/** A wrong type of any known claim is one opaque code, whatever it is. */
class ClaimFormsTest {
  private static final Signer SIGNER = Signer.of("HS256");
  private static final KeyMaker KEY = KeyMaker.of(SIGNER);
  private static final long NOW = TestClock.second();

  private final ApiKeyVerifier verifier = Verifiers.trusting(SIGNER);

  /** The payload with one member's value replaced by this JSON text. */
  private static String with(String name, String json) {
    return "{\"integrationId\":\"int_1\",\"organizationId\":\"org_1\",\"permissions\":[]"
        + (name.equals("exp") ? "" : ",\"exp\":" + (NOW + 600))
        + ",\""
        + name
        + "\":"
        + json
        + "}";
  }

  static Stream<Arguments> wrongTimes() {
    return Stream.of("exp", "nbf", "iat")
        .flatMap(
            name ->
                Stream.of(
                        "\"1735689600\"",
                        "null",
                        "true",
                        "[1735689600]",
                        "{}",
                        "\"\"",
                        "-1",
                        "-0.5",
                        "-1e3",
                        "1e308",
                        "9223372036854775807",
                        "9223372036854775808",
                        "253402300800",
                        "253402300799.001",
                        "1".repeat(40),
                        "1e12",
                        "\"2026-11-24T08:00:00Z\"")
                    .map(value -> argumentSet(name + " " + value, name, value)));
  }

  @ParameterizedTest
  @MethodSource("wrongTimes")
  void time_thatIsNoNumericDate_isInvalid(String name, String json) {
    KeyDenied refused = Verifiers.denied(verifier, KeyMaker.payload(SIGNER, with(name, json)));

    assertThat(refused.reason()).isEqualTo(Reason.KEY_INVALID);
    assertThat(refused.step()).isEqualTo(Step.CLAIMS);
    assertThat(refused.detail())
        .startsWith(
            "the claim \"" + name + (json.equals("null") ? "\" is null" : "\" is not a time"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NaN", "Infinity", "1e99999999999", "01795503600", "1795503600.", "+1", "0x6"})
  void time_thatIsNoJson_isInvalid(String json) {
    Verifiers.assertInvalid(verifier, KeyMaker.payload(SIGNER, with("exp", json)));
  }

  @ParameterizedTest
  @CsvSource({
    "1795507200, 2026-11-24T08:00:00Z",
    "1795507200.0, 2026-11-24T08:00:00Z",
    "1.7955072e9, 2026-11-24T08:00:00Z",
    "17955072E+2, 2026-11-24T08:00:00Z",
    "1795507200.9999, 2026-11-24T08:00:00.999Z",
    "253402300799, 9999-12-31T23:59:59Z",
    "253402300799.0, 9999-12-31T23:59:59Z"
  })
  void time_inAnyFormOfANumber_isTakenByValue(String json, String expected) {
    String text = KeyMaker.payload(SIGNER, with("exp", json));

    assertThat(Verifiers.verified(verifier, text).expiresAt())
        .hasToString("Optional[" + expected + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "0.0", "-0.0", "0e5", "1e-400", "0.999"})
  void time_atTheBeginning_isLongExpired(String json) {
    KeyDenied refused = Verifiers.denied(verifier, KeyMaker.payload(SIGNER, with("exp", json)));

    assertThat(refused.reason()).isEqualTo(Reason.KEY_EXPIRED);
  }

  static Stream<Arguments> wrongTexts() {
    return Stream.of("integrationId", "organizationId", "agentId", "jti", "iss", "sub", "plan")
        .flatMap(
            name ->
                Stream.of(1, true, JsonNull.NULL, List.of("x"), Map.of("id", "x"), 1.5)
                    .map(value -> argumentSet(name + " " + value, name, value)));
  }

  @ParameterizedTest
  @MethodSource("wrongTexts")
  void text_ofAnotherType_isInvalid(String name, Object value) {
    KeyDenied refused = Verifiers.denied(verifier, KEY.claim(name, value).text());

    assertThat(refused.reason()).isEqualTo(Reason.KEY_INVALID);
    assertThat(refused.detail())
        .isEqualTo(
            "the claim \"" + name + (value == JsonNull.NULL ? "\" is null" : "\" is not a string"));
  }

  static Stream<Arguments> wrongIds() {
    return Stream.of("integrationId", "organizationId", "agentId", "jti", "plan")
        .flatMap(
            name ->
                Stream.of(
                    argumentSet(name + " empty", name, "", "has 0 characters"),
                    argumentSet(name + " 256", name, "x".repeat(256), "has 256 characters"),
                    argumentSet(name + " CR", name, "a\rb", "has a control character"),
                    argumentSet(name + " LF", name, "a\nb", "has a control character"),
                    argumentSet(name + " NUL", name, "a\0", "has a control character"),
                    argumentSet(name + " ESC", name, "\u001b[31m", "has a control character"),
                    argumentSet(name + " DEL", name, "a\u007f", "has a control character"),
                    argumentSet(name + " NEL", name, "a\u0085b", "has a control character")));
  }

  @ParameterizedTest
  @MethodSource("wrongIds")
  void id_ofAnotherForm_isInvalid(String name, String value, String problem) {
    KeyDenied refused = Verifiers.denied(verifier, KEY.claim(name, value).text());

    assertThat(refused.reason()).isEqualTo(Reason.KEY_INVALID);
    assertThat(refused.detail()).contains("\"" + name + "\" " + problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "a:b*c/d",
        "a' OR 1=1;--",
        "*)(uid=*",
        "|sleep 10",
        "../x",
        "\u00e9\ud83d\ude00",
        " "
      })
  void id_withAMeaningElsewhere_isTakenAsItIs(String id) {
    VerifiedApiKey key =
        Verifiers.verified(verifier, KEY.claim("jti", id).claim("agentId", id).text());

    assertThat(key.keyId()).isEqualTo(id);
    assertThat(key.agentId()).contains(id);
  }

  @Test
  void id_of255Characters_isTaken() {
    String id = "x".repeat(255);

    assertThat(Verifiers.verified(verifier, KEY.claim("integrationId", id).text()).integrationId())
        .isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"integrationId", "organizationId", "permissions"})
  void claim_thatEveryKeyHas_isRequired(String name) {
    KeyDenied refused = Verifiers.denied(verifier, KEY.without(name).text());

    assertThat(refused.reason()).isEqualTo(Reason.KEY_INVALID);
    assertThat(refused.detail()).isEqualTo("the claim \"" + name + "\" is missing");
  }

  @Test
  void claim_thatOlderKeysLack_mayBeMissing() {
    VerifiedApiKey key = Verifiers.verified(verifier, KEY.without("agentId", "iat", "jti").text());

    assertThat(key.agentId()).isEmpty();
    assertThat(key.issuedAt()).isEmpty();
    assertThat(key.issuer()).isEmpty();
  }

  static Stream<Arguments> wrongPermissions() {
    return Stream.of(
        argumentSet("string", "read"),
        argumentSet("string of several", "read write"),
        argumentSet("null", JsonNull.NULL),
        argumentSet("number", 1),
        argumentSet("object", Map.of("read", true)),
        argumentSet("nested", List.of(List.of("read"))),
        argumentSet("number inside", List.of("read", 5)),
        argumentSet("null inside", List.of("read", JsonNull.NULL)),
        argumentSet("object inside", List.of(Map.of("name", "read"))));
  }

  @ParameterizedTest
  @MethodSource("wrongPermissions")
  void permissions_ofAnotherType_areInvalid(Object value) {
    KeyDenied refused = Verifiers.denied(verifier, KEY.claim("permissions", value).text());

    assertThat(refused.reason()).isEqualTo(Reason.KEY_INVALID);
    assertThat(refused.detail()).startsWith("the claim \"permissions\" ");
  }

  @Test
  void permissions_keepTheirOrderAndAreExact() {
    VerifiedApiKey key =
        Verifiers.verified(
            verifier,
            KEY.claim("permissions", List.of("write", "read", "thread:read", "read")).text());

    assertThat(key.permissions()).containsExactly("write", "read", "thread:read");
    assertThat(key.permissions()).isUnmodifiable();
    assertThat(key.hasPermission("read")).isTrue();
    assertThat(
            Stream.of("Read", "READ", "rea", "readall", "*", "", "read ", "admin", "\uff52ead")
                .filter(key::hasPermission))
        .isEmpty();
  }

  @Test
  void permissions_mayBeNone() {
    assertThat(
            Verifiers.verified(verifier, KEY.claim("permissions", List.of()).text()).permissions())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"x\"",
        "null",
        "1",
        "{}{}",
        "{} x",
        "{\"a\":1,}",
        "{'a':1}",
        "{/**/}",
        "\ufeff{}",
        " "
      })
  void payload_thatIsNotOneJsonObject_isInvalid(String payload) {
    KeyDenied refused = Verifiers.denied(verifier, KeyMaker.payload(SIGNER, payload));

    assertThat(refused.reason()).isEqualTo(Reason.KEY_INVALID);
    assertThat(refused.step()).isEqualTo(Step.CLAIMS);
    assertThat(refused.detail()).startsWith("the payload ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "jti", "aud", "roles", "permissions", "integrationId", "x"})
  void payload_withAClaimTwice_isInvalid(String name) {
    String once = with("nbf", "1");
    String escaped = String.format("\\u%04x", (int) name.charAt(0)) + name.substring(1);
    String twice = "{\"" + name + "\":1,\"" + name + "\":1," + once.substring(1);
    String hidden = "{\"" + name + "\":1,\"" + escaped + "\":1," + once.substring(1);

    Verifiers.verified(verifier, KeyMaker.payload(SIGNER, once));
    Verifiers.assertInvalid(verifier, KeyMaker.payload(SIGNER, twice));
    Verifiers.assertInvalid(verifier, KeyMaker.payload(SIGNER, hidden));
  }

  @Test
  void payload_withBytesThatAreNoUtf8_isInvalid() {
    Verifiers.assertInvalid(
        verifier, KeyMaker.payload(SIGNER, new byte[] {'{', '"', (byte) 0xc0, '"'}));
  }

  @Test
  void claims_ofOnesOwn_areKeptAndUnmodifiable() {
    VerifiedApiKey key =
        Verifiers.verified(
            verifier, KEY.claim("plan", "pro").claim("quota", 5).claim("x", JsonNull.NULL).text());

    assertThat(key.plan()).contains("pro");
    assertThat(key.claims())
        .containsEntry("plan", "pro")
        .containsEntry("quota", 5L)
        .containsEntry("x", JsonNull.NULL)
        .containsKey("permissions")
        .isUnmodifiable();
  }
}
