package org.nexusauth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SigningKeyTest {

  private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "k", "oth");

  @ParameterizedTest
  @EnumSource
  void key_ofEveryAlgorithm_signsWhatItsPublishedHalfVerifies(SigningAlgorithm algorithm)
      throws Exception {
    SigningKey key = SigningKey.generate(algorithm, "k1");
    String jwks =
        algorithm.isSecret() ? "{\"keys\":[" + JwkFormat.toJwk(key) + "]}" : key.publicJwks();
    KeyRequest request = KeyRequest.builder("i", "o").expiresIn(Duration.ofDays(1)).build();

    String text = ApiKeyIssuer.builder(key, "iss").build().issue(request).text();

    assertThat(Verifying.claims(text, jwks)).containsEntry("integrationId", "i");
    assertThat(Verifying.jwk(jwks, "k1").getAlgorithm()).isEqualTo(algorithm.headerName());
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"HS256", "HS384", "HS512"})
  void publishedSet_holdsNoPrivateMember(SigningAlgorithm algorithm) throws Exception {
    String jwks = SigningKey.generate(algorithm, "k1").publicJwks();
    Map<String, Object> members =
        Verifying.jwk(jwks, "k1").toParams(OutputControlLevel.INCLUDE_PRIVATE);

    assertThat(members)
        .doesNotContainKeys(PRIVATE.toArray(String[]::new))
        .containsEntry("use", "sig");
    assertThat(jwks).doesNotContainPattern("\"(d|p|q|dp|dq|qi|k|oth)\" *:");
  }

  @ParameterizedTest
  @EnumSource(names = {"HS256", "HS384", "HS512"})
  void secret_isNotPublished(SigningAlgorithm algorithm) {
    SigningKey secret = SigningKey.generate(algorithm, "k1");

    assertThatIllegalStateException()
        .isThrownBy(secret::publicJwks)
        .withMessageContaining("a secret is not published");
  }

  @Test
  void publishedSet_isLaidOutForAPerson() {
    assertThat(SigningKey.generate(SigningAlgorithm.ES256, "2026-11").publicJwks())
        .matches(
            """
            \\{
              "keys": \\[
                \\{
                  "kty": "EC",
                  "kid": "2026-11",
                  "use": "sig",
                  "alg": "ES256",
                  "crv": "P-256",
                  "x": "[\\w-]{43}",
                  "y": "[\\w-]{43}"
                }
              ]
            }""");
  }

  @Test
  void toString_namesTheKeyAndNothingOfIt() {
    assertThat(SigningKey.generate(SigningAlgorithm.EDDSA, "k1"))
        .hasToString("SigningKey[k1, EdDSA]");
  }

  @ParameterizedTest
  @EnumSource
  void writtenText_readsBackAsTheSameKey(SigningAlgorithm algorithm) {
    SigningKey key = SigningKey.generate(algorithm, "Schlüssel 1");

    assertSame(key, SigningKey.parse(JwkFormat.toJwk(key)));
    if (!algorithm.isSecret()) {
      assertSame(key, SigningKey.parse(PemFormat.toPem(key)));
    }
  }

  private static void assertSame(SigningKey key, SigningKey read) {
    assertThat(read).hasToString(key.toString());
    assertThat(read.signing().getEncoded()).isEqualTo(key.signing().getEncoded());
    assertThat(read.verifying()).isEqualTo(key.verifying());
  }

  @Test
  void algorithm_ofUnknownName_isRefusedWithThoseThereAre() {
    assertThat(SigningAlgorithm.of("Ed25519")).isEqualTo(SigningAlgorithm.of("EdDSA"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningAlgorithm.of("rs256"))
        .withMessageContaining("RS256, RS384");
  }
}
