package org.nexusauth.jwk;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.JsonDocument;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.jwk.internal.VerificationKeySet;
import org.nexusauth.verify.Verifiers;

/** Keys whose private halves are printed in standards and tutorials start nothing. */
class CompromisedKeyCheckTest {
  private static final String A2_MODULUS =
      "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4"
          + "d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5"
          + "z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJ"
          + "H7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";

  static Stream<Arguments> published() {
    String fastApi = "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7";
    return Stream.of(
        argumentSet(
            "RFC 7515 A.1",
            secret(
                Base64.getUrlDecoder()
                    .decode(
                        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjA"
                            + "zZr1Z7CAow")),
            "RFC 7515"),
        argumentSet("RFC 7515 A.2", rsa(), "RFC 7515"),
        argumentSet(
            "RFC 7515 A.3",
            Map.of(
                "kty",
                "EC",
                "crv",
                "P-256",
                "x",
                "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                "y",
                "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
            "RFC 7515"),
        argumentSet(
            "RFC 8037 A.2",
            Map.of(
                "kty", "OKP", "crv", "Ed25519", "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"),
            "RFC 8037"),
        argumentSet("jwt.io", secret(ascii("a-string-secret-at-least-256-bits-long")), "jwt.io"),
        argumentSet("FastAPI's digits", secret(ascii(fastApi)), "FastAPI"),
        argumentSet("FastAPI's bytes", secret(HexFormat.of().parseHex(fastApi)), "FastAPI"),
        argumentSet(
            "a Spring tutorial, decoded as base64",
            secret(
                Base64.getDecoder()
                    .decode("404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970")),
            "Spring"));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Map<String, Object> rsa() {
    return Map.of("kty", "RSA", "n", A2_MODULUS, "e", "AQAB");
  }

  private static Map<String, Object> secret(byte[] bytes) {
    return Map.of("kty", "oct", "kid", "k", "alg", "HS256", "k", Signer.base64(bytes));
  }

  @ParameterizedTest
  @MethodSource("published")
  void publishedKey_stopsTheStartAndItsSourceIsNamed(Map<String, Object> jwk, String source) {
    for (Object json : List.of(jwk, Map.of("keys", List.of(jwk)))) {
      assertThatThrownBy(() -> Verifiers.withKeys(new TestClock(), JsonDocument.of(json)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("is a published example")
          .hasMessageContaining(source);
    }
  }

  @Test
  void publishedKey_inPem_stopsTheStart() throws Exception {
    String pem = Signer.pem("PUBLIC KEY", JsonWebKey.Factory.newJwk(rsa()).getKey().getEncoded());

    assertThatThrownBy(() -> Verifiers.withKeys(new TestClock(), pem))
        .hasMessageContaining("is a published example (RFC 7515 appendix A)");
  }

  @Test
  void publishedKey_withAnotherExponentFormAndLeadingZero_isTheSame() {
    Map<String, Object> other = Map.of("kty", "RSA", "n", A2_MODULUS, "e", "AAEAAQ");

    assertThatThrownBy(() -> VerificationKeySet.read(JsonDocument.of(other), null))
        .hasMessageContaining("is a published example");
  }
}
