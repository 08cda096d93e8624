package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.json.JsonNull;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerificationResult.KeyDenied;

/** Issuer, audience, type and the claims' names, which are checked where they are configured. */
class ClaimSettingsTest {
  private static final Signer SIGNER = Signer.of("HS256");
  private static final KeyMaker KEY = KeyMaker.of(SIGNER);
  private static final String OURS = "https://api.example.com";

  private final ApiKeyVerifier byIssuer = Verifiers.trusting(SIGNER, "verify.issuer", OURS);
  private final ApiKeyVerifier byAudience =
      Verifiers.trusting(SIGNER, "verify.audiences", OURS + ", https://b.example");
  private final ApiKeyVerifier byType = Verifiers.trusting(SIGNER, "verify.types", "JWT,at+jwt");

  static Stream<Arguments> otherIssuers() {
    return Stream.of(
        argumentSet("slash", OURS + "/"),
        argumentSet("case", "https://API.example.com"),
        argumentSet("prefix", "https://api.example.co"),
        argumentSet("longer", OURS + ".evil"),
        argumentSet("blank", OURS + " "),
        argumentSet("empty", ""),
        argumentSet("array", List.of(OURS)),
        argumentSet("null", JsonNull.NULL));
  }

  @ParameterizedTest
  @MethodSource("otherIssuers")
  void issuerOther_thanTheConfigured_isInvalid(Object issuer) {
    Verifiers.assertInvalid(byIssuer, KEY.claim("iss", issuer).text());
  }

  @Test
  void issuerMissing_isInvalidAndTheRightOneGood() {
    KeyDenied refused = Verifiers.denied(byIssuer, KEY.text());

    assertThat(refused.detail())
        .isEqualTo("the claim \"iss\" is missing, not https://api.example.com");
    assertThat(Verifiers.verified(byIssuer, KEY.claim("iss", OURS).text()).issuer()).contains(OURS);
  }

  @Test
  void issuer_isNotAskedWhereItIsNotConfigured() {
    ApiKeyVerifier any = Verifiers.trusting(SIGNER);

    Verifiers.verified(any, KEY.claim("iss", "anybody").text());
  }

  static Stream<Arguments> otherAudiences() {
    return Stream.of(
        argumentSet("empty array", List.of()),
        argumentSet("other", List.of("other")),
        argumentSet("ours and a number", List.of(OURS, 5)),
        argumentSet("a number", 5),
        argumentSet("object", Map.of("aud", OURS)),
        argumentSet("null", JsonNull.NULL),
        argumentSet("array of null", List.of(JsonNull.NULL)),
        argumentSet("nested", List.of(List.of(OURS))),
        argumentSet("substring", "api.example.com"),
        argumentSet("longer", OURS + "/v1"),
        argumentSet("slash", OURS + "/"),
        argumentSet("case", "HTTPS://api.example.com"),
        argumentSet("two in one", OURS + ",https://b.example"),
        argumentSet("empty", ""));
  }

  @ParameterizedTest
  @MethodSource("otherAudiences")
  void audience_thatIsNotOurs_isInvalid(Object audience) {
    Verifiers.assertInvalid(byAudience, KEY.claim("aud", audience).text());
  }

  @Test
  void audienceMissing_isInvalid() {
    assertThat(Verifiers.denied(byAudience, KEY.text()).detail())
        .isEqualTo(
            "the claim \"aud\" names nothing, none of [https://api.example.com, https://b.example]");
  }

  static Stream<Arguments> ourAudiences() {
    return Stream.of(
        argumentSet("string", OURS),
        argumentSet("array", List.of(OURS)),
        argumentSet("among others", List.of("other", OURS)),
        argumentSet("the second of ours", "https://b.example"));
  }

  @ParameterizedTest
  @MethodSource("ourAudiences")
  void audience_thatNamesOneOfOurs_isGood(Object audience) {
    Verifiers.verified(byAudience, KEY.claim("aud", audience).text());
  }

  @Test
  void audience_ofAWrongType_isInvalidAlsoWhereItIsNotConfigured() {
    ApiKeyVerifier any = Verifiers.trusting(SIGNER);

    Verifiers.verified(any, KEY.claim("aud", List.of("anybody")).text());
    Verifiers.assertInvalid(any, KEY.claim("aud", 5).text());
    Verifiers.assertInvalid(any, KEY.claim("aud", List.of("x", 5)).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JWT",
        "jwt",
        "application/jwt",
        "APPLICATION/JWT",
        "at+jwt",
        "application/AT+JWT"
      })
  void typeEqual_toAnAcceptedOne_isGood(String type) {
    Verifiers.verified(byType, KEY.header("typ", type).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "JOSE",
        "at-jwt",
        "jwt ",
        "text/jwt",
        "application/application/jwt",
        "dpop+jwt"
      })
  void typeOther_thanTheAccepted_isInvalid(String type) {
    assertThat(Verifiers.denied(byType, KEY.header("typ", type).text()).detail())
        .isEqualTo("the header's \"typ\" is none of [JWT, at+jwt]");
  }

  @Test
  void typeMissing_isInvalidWhereTypesAreConfigured() {
    Verifiers.assertInvalid(byType, KEY.withoutHeader("typ").text());
    Verifiers.verified(Verifiers.trusting(SIGNER), KEY.withoutHeader("typ").text());
    Verifiers.verified(Verifiers.trusting(SIGNER), KEY.header("typ", "anything").text());
  }

  @Test
  void names_ofTheClaims_canBeOthers() {
    ApiKeyVerifier renamed =
        Verifiers.trusting(
            SIGNER,
            "claims.integration",
            "sub",
            "claims.organization",
            "tenant",
            "claims.agent",
            "azp",
            "claims.permissions",
            "https://x.example/scopes");
    KeyMaker key =
        KEY.claim("sub", "i")
            .claim("tenant", "o")
            .claim("azp", "a")
            .claim("https://x.example/scopes", List.of("p"));

    VerifiedApiKey verified = Verifiers.verified(renamed, key.text());
    assertThat(verified.integrationId()).isEqualTo("i");
    assertThat(verified.organizationId()).isEqualTo("o");
    assertThat(verified.agentId()).contains("a");
    assertThat(verified.permissions()).containsExactly("p");
    Verifiers.assertInvalid(renamed, KEY.text());
  }

  @Test
  void claims_ofTheContract_meanNothingUnderOtherNames() {
    ApiKeyVerifier renamed = Verifiers.trusting(SIGNER, "claims.agent", "azp");

    assertThat(Verifiers.verified(renamed, KEY.claim("agentId", 5).text()).agentId()).isEmpty();
  }

  @Test
  void refusal_ofAnyCause_hasOneCode() {
    assertThat(
            Stream.of(
                    Verifiers.denied(byIssuer, KEY.text()),
                    Verifiers.denied(byAudience, KEY.text()),
                    Verifiers.denied(byType, KEY.withoutHeader("typ").text()),
                    Verifiers.denied(byType, KEY.without("permissions").text()))
                .map(KeyDenied::reason))
        .containsOnly(Reason.KEY_INVALID);
  }
}
