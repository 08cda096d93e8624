package org.nexusauth.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.reason.Reason;

/**
 * RFC 8259 to the letter, through the gate: every case stands in the header, in the claims and as a
 * value of each known claim of a key that is really signed.
 */
class JsonCasesTest {
  private static final Signer SIGNER = Signer.of("HS256");

  private static final Json HEADER = Json.of("alg", "\"HS256\"", "kid", "\"hs256\"");

  private static final Json CLAIMS =
      Json.of(
          "integrationId", "\"int_1\"",
          "organizationId", "\"org_1\"",
          "permissions", "[\"read\"]",
          "exp", String.valueOf(TestClock.second() + 3600));

  private static final Set<Reason> OF_TIME =
      EnumSet.of(Reason.KEY_EXPIRED, Reason.KEY_NOT_YET_VALID);

  private static final ApiKeyGate GATE =
      ApiKeyGate.builder(Map.of("nexus.auth.verify.keys", Signer.jwks(SIGNER)))
          .clock(new TestClock())
          .build();

  @AfterAll
  static void close() {
    GATE.close();
  }

  static List<JsonCase> cases() {
    return JsonCase.all();
  }

  static List<JsonCase> values() {
    return cases().stream().filter(one -> !one.isWhole()).toList();
  }

  @Test
  void cases_areAllThereAndHaveNamesOfTheirOwn() {
    assertThat(cases()).hasSizeGreaterThan(480);
    assertThat(cases().stream().map(JsonCase::name)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void claims_withTheCase_areTakenOrRefusedAsItSays(JsonCase one) {
    assertJudged(one, KeyMaker.raw(SIGNER, bytes(HEADER), one.in(CLAIMS, "x")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void header_withTheCase_isTakenOrRefusedAsItSays(JsonCase one) {
    assertJudged(one, KeyMaker.raw(SIGNER, one.in(HEADER, "x"), bytes(CLAIMS)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valueDeep_inAnArrayOrAnObject_isJudgedInTheSameWay(JsonCase one) {
    if (one.name().matches("array-\\d+-deep")) {
      return; // These are at the limit where they stand.
    }
    JsonCase inArray = new JsonCase(one.name(), one.isTaken(), "[0," + one.text() + "]");
    JsonCase inObject = new JsonCase(one.name(), one.isTaken(), "{\"a\":" + one.text() + "}");

    assertJudged(one, KeyMaker.raw(SIGNER, bytes(HEADER), inArray.in(CLAIMS, "x")));
    assertJudged(one, KeyMaker.raw(SIGNER, bytes(HEADER), inObject.in(CLAIMS, "x")));
  }

  @ParameterizedTest
  @MethodSource("values")
  void knownClaim_withTheCase_isNeverTakenInAnotherType(JsonCase one) {
    for (String claim :
        List.of("sub", "iss", "jti", "agentId", "integrationId", "organizationId")) {
      assertNotTakenUnless(one, claim, one.start() == '"');
    }
    for (String claim : List.of("exp", "nbf", "iat")) {
      assertNotTakenUnless(one, claim, "-0123456789".indexOf(one.start()) >= 0);
    }
    assertNotTakenUnless(one, "permissions", one.start() == '[');
    assertNotTakenUnless(one, "aud", "[\"".indexOf(one.start()) >= 0);
  }

  @ParameterizedTest
  @MethodSource("values")
  void knownHeaderMember_withTheCase_isNeverTakenInAnotherType(JsonCase one) {
    for (String name : List.of("alg", "kid", "typ", "cty", "crit", "b64")) {
      Decision decision =
          decide(KeyMaker.raw(SIGNER, one.in(HEADER.without(name), name), bytes(CLAIMS)));
      boolean mayPass =
          one.isTaken() && one.start() == '"' && (name.equals("typ") || name.equals("cty"));

      if (!mayPass) {
        assertThat(reason(decision)).as(name).isEqualTo(Reason.KEY_INVALID);
      }
    }
  }

  private static void assertNotTakenUnless(JsonCase one, String claim, boolean isOfItsType) {
    Decision decision =
        decide(KeyMaker.raw(SIGNER, bytes(HEADER), one.in(CLAIMS.without(claim), claim)));
    if (!one.isTaken() || !isOfItsType) {
      assertThat(reason(decision)).as(claim).isEqualTo(Reason.KEY_INVALID);
    } else if (decision instanceof Denied denied) {
      assertThat(denied.reason() == Reason.KEY_INVALID || OF_TIME.contains(denied.reason()))
          .as(claim)
          .isTrue();
    }
  }

  private static void assertJudged(JsonCase one, String key) {
    Decision decision = decide(key);
    if (one.isTaken()) {
      assertThat(decision).isInstanceOf(Granted.class);
    } else {
      assertThat(reason(decision)).isEqualTo(Reason.KEY_INVALID);
    }
  }

  private static Reason reason(Decision decision) {
    return decision instanceof Denied denied ? denied.reason() : null;
  }

  private static Decision decide(String key) {
    return GATE.decide(
        new GateRequest(List.of(key), "GET", "/api/x", "127.0.0.1", "r", null), Requirement.NONE);
  }

  private static byte[] bytes(Json json) {
    return json.text().getBytes(UTF_8);
  }
}
