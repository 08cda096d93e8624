package org.nexusauth.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.CheckResult.Failed;
import org.nexusauth.verify.CheckResult.Passed;
import org.nexusauth.verify.VerificationResult.Step;

class JoseHeaderTest {

  @Test
  void parseMembers_thatCountAre_read() {
    assertThat(parse("{\"alg\":\"RS256\",\"kid\":\"k\",\"typ\":\"JWT\",\"x\":1}"))
        .isEqualTo(new Passed<>(new JoseHeader("RS256", "k", "JWT")));
  }

  @Test
  void parseAlgAlone_suffices() {
    assertThat(parse("{\"alg\":\"RS256\"}"))
        .isEqualTo(new Passed<>(new JoseHeader("RS256", null, null)));
  }

  @Test
  void parseKeys_thatTheHeaderBrings_areNotLookedAt() {
    String header =
        "{\"alg\":\"RS256\",\"jwk\":{\"kty\":5},\"jku\":[],\"x5u\":null,\"x5c\":\"?\",\"x5t\":0}";

    assertThat(parse(header)).isEqualTo(new Passed<>(new JoseHeader("RS256", null, null)));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        argumentSet("S19 alg missing", "{}", "has no \"alg\""),
        argumentSet("S19 alg a number", "{\"alg\":256}", "has \"alg\", but it is not a string"),
        argumentSet("S19 alg an array", "{\"alg\":[\"RS256\"]}", "has \"alg\", but it is not a"),
        argumentSet("S19 alg null", "{\"alg\":null}", "has \"alg\", but it is null"),
        argumentSet("S19 Alg", "{\"Alg\":\"RS256\"}", "has no \"alg\""),
        argumentSet("S17 kid a number", "{\"alg\":\"RS256\",\"kid\":1}", "\"kid\", but it is not"),
        argumentSet("S17 kid an array", "{\"alg\":\"RS256\",\"kid\":[\"k\"]}", "\"kid\", but it"),
        argumentSet("S17 kid null", "{\"alg\":\"RS256\",\"kid\":null}", "\"kid\", but it is null"),
        argumentSet("S17 kid an object", "{\"alg\":\"RS256\",\"kid\":{}}", "\"kid\", but it is"),
        argumentSet("S33 typ a number", "{\"alg\":\"RS256\",\"typ\":1}", "\"typ\", but it is not"),
        argumentSet("cty null", "{\"alg\":\"RS256\",\"cty\":null}", "\"cty\", but it is null"),
        argumentSet("nested JWT", "{\"alg\":\"RS256\",\"cty\":\"JWT\"}", "is itself a JWT"),
        argumentSet("nested jwt", "{\"alg\":\"RS256\",\"cty\":\"jwt\"}", "is itself a JWT"),
        argumentSet(
            "nested, long form", "{\"alg\":\"RS256\",\"cty\":\"application/jwt\"}", "itself a JWT"),
        argumentSet("S29 crit", "{\"alg\":\"RS256\",\"crit\":[\"x\"],\"x\":1}", "has \"crit\""),
        argumentSet("S29 crit without it", "{\"alg\":\"RS256\",\"crit\":[\"x\"]}", "has \"crit\""),
        argumentSet("S29 crit empty", "{\"alg\":\"RS256\",\"crit\":[]}", "has \"crit\""),
        argumentSet("S29 crit null", "{\"alg\":\"RS256\",\"crit\":null}", "has \"crit\""),
        argumentSet("S29 crit a string", "{\"alg\":\"RS256\",\"crit\":\"exp\"}", "has \"crit\""),
        argumentSet("S29 crit of alg", "{\"alg\":\"RS256\",\"crit\":[\"alg\"]}", "has \"crit\""),
        argumentSet(
            "b64 and crit", "{\"alg\":\"RS256\",\"b64\":false,\"crit\":[\"b64\"]}", "has \"crit\""),
        argumentSet("b64 without crit", "{\"alg\":\"RS256\",\"b64\":false}", "has \"b64\""),
        argumentSet("b64 true", "{\"alg\":\"RS256\",\"b64\":true}", "has \"b64\""));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void parseMember_thatIsWrong_isRefused(String json, String problem) {
    assertThat(JoseHeader.parse(json.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.denial().reason()).isEqualTo(Reason.KEY_INVALID);
              assertThat(failed.denial().step()).isEqualTo(Step.HEADER);
              assertThat(failed.denial().detail()).startsWith("the header ").contains(problem);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "JWT, jwt",
    "jwt, jwt",
    "application/JWT, jwt",
    "APPLICATION/at+jwt, at+jwt",
    "at+JWT, at+jwt",
    "application/x/y, application/x/y",
    "text/jwt, text/jwt",
    "applicationjwt, applicationjwt"
  })
  void mediaTypeLongForm_andCase_doNotCount(String given, String expected) {
    assertThat(JoseHeader.mediaType(given)).isEqualTo(expected);
  }

  private static CheckResult<JoseHeader> parse(String json) {
    return JoseHeader.parse(json.getBytes(UTF_8));
  }
}
