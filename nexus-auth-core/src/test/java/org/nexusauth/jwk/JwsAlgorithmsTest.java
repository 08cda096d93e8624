package org.nexusauth.jwk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.JsonDocument;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.verify.Verifiers;

/** A key belongs to one algorithm; what the header says can only agree. */
class JwsAlgorithmsTest {

  static List<String> algorithms() {
    return Signer.ALGORITHMS;
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void verifyKey_ofEachAlgorithm_isGood(String algorithm) {
    Signer signer = Signer.of(algorithm);

    VerifiedApiKey key = Verifiers.verified(Verifiers.trusting(signer), KeyMaker.of(signer).text());
    assertThat(key.signingKeyId()).contains(signer.keyId());
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void verifyKey_ofAStranger_isInvalid(String algorithm) {
    KeyDenied refused =
        Verifiers.denied(
            Verifiers.trusting(Signer.of(algorithm)),
            KeyMaker.of(Signer.stranger(algorithm)).text());

    assertThat(refused.step()).isEqualTo(Step.SIGNATURE);
    assertThat(refused.detail())
        .isEqualTo(
            "the signature is not by key \"%s\" (%s)"
                .formatted(Signer.of(algorithm).keyId(), algorithm));
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void verifyChangedPayload_isInvalid(String algorithm) {
    Signer signer = Signer.of(algorithm);
    String[] good = KeyMaker.of(signer).text().split("\\.", -1);
    String[] other =
        KeyMaker.of(signer).claim("permissions", List.of("admin")).text().split("\\.", -1);

    Verifiers.assertInvalid(Verifiers.trusting(signer), good[0] + "." + other[1] + "." + good[2]);
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void verifySignature_ofAnotherLength_isInvalid(String algorithm) {
    Signer signer = Signer.of(algorithm);
    ApiKeyVerifier verifier = Verifiers.trusting(signer);
    String input = KeyMaker.of(signer).signingInput();
    byte[] good = signer.sign(input);

    for (int length : new int[] {1, 16, good.length - 1, good.length + 1, 2 * good.length, 600}) {
      byte[] other = Arrays.copyOf(good, length);
      Verifiers.assertInvalid(verifier, KeyMaker.withSignature(input, other));
    }
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void verifySignature_ofZerosOrOnes_isInvalid(String algorithm) {
    Signer signer = Signer.of(algorithm);
    ApiKeyVerifier verifier = Verifiers.trusting(signer);
    String input = KeyMaker.of(signer).signingInput();
    byte[] signature = new byte[signer.sign(input).length];

    Verifiers.assertInvalid(verifier, KeyMaker.withSignature(input, signature));
    Arrays.fill(signature, (byte) -1);
    Verifiers.assertInvalid(verifier, KeyMaker.withSignature(input, signature));
  }

  static Stream<Arguments> otherAlgorithms() {
    return Stream.of(
        argumentSet("S18 RS384 under RS256", "RS256", "RS384"),
        argumentSet("S18 RS512 under RS256", "RS256", "RS512"),
        argumentSet("S18 PS256 under RS256", "RS256", "PS256"),
        argumentSet("S18 RS256 under PS256", "PS256", "RS256"),
        argumentSet("HS384 under HS256", "HS256", "HS384"),
        argumentSet("HS256 under HS512", "HS512", "HS256"));
  }

  @ParameterizedTest
  @MethodSource("otherAlgorithms")
  void verifyOtherAlgorithm_ofTheSameKey_isInvalid(String configured, String used) {
    Signer trusted = Signer.of(configured);
    Signer same =
        trusted.secret() == null
            ? Signer.ofPair(used, trusted.keyId(), trusted.pair())
            : Signer.ofSecret(used, trusted.keyId(), trusted.secret());
    ApiKeyVerifier verifier = Verifiers.trusting(trusted);

    KeyDenied refused = Verifiers.denied(verifier, KeyMaker.of(same).text());
    assertThat(refused.step()).isEqualTo(Step.HEADER);
    assertThat(refused.detail())
        .isEqualTo(
            "the header's \"alg\" is \"%s\", not that of key \"%s\" (%s)"
                .formatted(used, trusted.keyId(), configured));
    // The signature of one algorithm under the other's name.
    Verifiers.assertInvalid(verifier, KeyMaker.of(same).header("alg", configured).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "None",
        "NONE",
        "nOnE",
        "",
        "rs256",
        "Rs256",
        " RS256",
        "RS256 ",
        "RS256\0",
        "RSA",
        "SHA256withRSA",
        "RS1",
        "RS257",
        "RS256,HS256",
        "\u042fS256",
        "R\u0405256",
        "ES256",
        "EdDSA",
        "HS256",
        "PS256",
        "RSA-OAEP",
        "dir",
        "A256GCM",
        "Ed25519",
        "Ed448",
        "ES256K",
        "ML-DSA-44"
      })
  void verifyAlgorithm_thatIsNotTheKeys_isInvalid(String name) {
    Signer signer = Signer.of("RS256");

    KeyDenied refused =
        Verifiers.denied(
            Verifiers.trusting(signer), KeyMaker.of(signer).header("alg", name).text());
    assertThat(refused.step()).isEqualTo(Step.HEADER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hs256", " HS256", "\u041dS256", "HS256\n", "HS", "HmacSHA256", "none"})
  void verifyAlgorithm_thatLooksLikeTheSecrets_isInvalid(String name) {
    Signer signer = Signer.of("HS256");

    Verifiers.assertInvalid(
        Verifiers.trusting(signer), KeyMaker.of(signer).header("alg", name).text());
  }

  @Test
  void verifyEd25519_isAnotherNameOfEddsaBothWays() {
    Signer signer = Signer.of("EdDSA");
    Signer renamed = Signer.ofPair("Ed25519", signer.keyId(), signer.pair());

    Verifiers.verified(
        Verifiers.trusting(signer), KeyMaker.of(signer).header("alg", "Ed25519").text());
    Verifiers.verified(Verifiers.trusting(renamed), KeyMaker.of(signer).text());
    Verifiers.verified(Verifiers.trusting(renamed), KeyMaker.of(renamed).text());
  }

  @Test
  void verifyEd25519_isNoNameOfEd448() throws Exception {
    Signer signer =
        Signer.ofPair("EdDSA", "ed448", KeyPairGenerator.getInstance("Ed448").generateKeyPair());
    ApiKeyVerifier verifier = Verifiers.withKeys(new TestClock(), signer.pem());
    KeyMaker key = KeyMaker.of(signer).withoutHeader("kid");

    Verifiers.verified(verifier, key.text());
    Verifiers.assertInvalid(verifier, key.header("alg", "Ed25519").text());
    Verifiers.assertInvalid(verifier, key.header("alg", "Ed448").text());
    byte[] longer = Arrays.copyOf(signer.sign(key.signingInput()), 115);
    Verifiers.assertInvalid(verifier, KeyMaker.withSignature(key.signingInput(), longer));
  }

  @Test
  void verifyJwk_withoutAlg_hasTheAlgorithmOfItsType() {
    for (String algorithm : List.of("RS256", "ES256", "ES384", "ES512", "EdDSA")) {
      Signer signer = Signer.of(algorithm);
      String jwk = JsonDocument.of(without(signer, "alg"));
      ApiKeyVerifier verifier = Verifiers.withKeys(new TestClock(), jwk);

      Verifiers.verified(verifier, KeyMaker.of(signer).text());
      assertThat(verifier.describeKeys())
          .isEqualTo("1 key (" + algorithm + " \"" + signer.keyId() + "\")");
    }
  }

  private static Map<String, Object> without(Signer signer, String member) {
    Map<String, Object> jwk = signer.jwk();
    jwk.remove(member);
    return jwk;
  }

  @Test
  void verifyEachAlgorithm_byItsId_inASetOfAllPublicKeys() {
    Signer[] signers =
        Signer.ALGORITHMS.stream()
            .filter(name -> !name.startsWith("HS"))
            .map(Signer::of)
            .toArray(Signer[]::new);
    ApiKeyVerifier verifier = Verifiers.withKeys(new TestClock(), Signer.jwks(signers));

    for (Signer signer : signers) {
      Verifiers.verified(verifier, KeyMaker.of(signer).text());
      for (Signer other : signers) {
        if (other != signer) {
          Verifiers.assertInvalid(
              verifier, KeyMaker.of(signer).header("kid", other.keyId()).text());
        }
      }
    }
    assertThat(verifier.describeKeys())
        .startsWith("10 keys (")
        .contains("RS256 \"rs256\", ")
        .endsWith(" and 2 more)");
  }
}
