package org.nexusauth.jwk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.Certificates;
import org.nexusauth.JsonDocument;
import org.nexusauth.KeyMaker;
import org.nexusauth.LogRecorder;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.jwk.internal.source.TrustedKeys;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.Verifiers;

/** Key sets in the shapes of identity providers, of keys made here (row K04 of the attacks). */
class ForeignKeySetsTest {
  private static final Certificates CERTIFIED = Certificates.selfSigned("RSA", "issuer");
  private static final Signer SIGNER = Signer.ofPair("RS256", "sig-1", CERTIFIED.pair());
  private static final Signer OTHER = Signer.ofPair("RS256", "sig-2", Signer.of("RS256").pair());

  @BeforeEach
  void forget() {
    LogRecorder.forget();
  }

  private static Map<String, Object> jwk(Signer signer, Object... namesAndValues) {
    Map<String, Object> jwk = new LinkedHashMap<>(signer.jwk());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1].equals("")) {
        jwk.remove(namesAndValues[i]);
      } else {
        jwk.put((String) namesAndValues[i], namesAndValues[i + 1]);
      }
    }
    return jwk;
  }

  private static Map<String, Object> jwk(String... namesAndValues) {
    Map<String, Object> jwk = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      jwk.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return jwk;
  }

  private static Map<String, Object> set(Object... keys) {
    return Map.of("keys", Arrays.asList(keys));
  }

  private static List<String> x5c() {
    return List.of(CERTIFIED.pem().replaceAll("-----[A-Z ]+-----|\\s", ""));
  }

  private static Map<String, Object> encryption() {
    return jwk(OTHER, "kid", "enc-1", "use", "enc", "alg", "RSA-OAEP", "x5c", x5c());
  }

  /** Shapes of sets; in each the key "sig-1" signs. */
  static Stream<Arguments> shapes() {
    String point = Signer.base64(new byte[32]);
    return Stream.of(
        argumentSet(
            "Keycloak",
            set(
                encryption(),
                jwk(SIGNER, "use", "sig", "x5c", x5c(), "x5t", "dGh1bWI", "x5t#S256", "dGh1bWI"))),
        argumentSet(
            "Auth0",
            set(jwk(SIGNER, "use", "sig", "x5c", x5c(), "x5t", "a"), jwk(OTHER, "use", "sig"))),
        argumentSet(
            "Entra ID",
            set(
                jwk(SIGNER, "alg", "", "use", "sig", "x5t", "sig-1", "x5c", x5c(), "issuer", "i"),
                jwk(OTHER, "alg", "", "use", "sig", "cloud_instance_name", "c"))),
        argumentSet("Okta", set(jwk(SIGNER, "use", "sig"))),
        argumentSet("Google", set(jwk(OTHER, "use", "sig"), jwk(SIGNER, "use", "sig"))),
        argumentSet("Cognito", set(jwk(SIGNER, "use", "sig"), jwk(OTHER, "use", "sig"))),
        argumentSet(
            "post-quantum and agreement",
            set(
                jwk("kty", "AKP", "kid", "pq", "alg", "ML-DSA-65", "use", "sig", "pub", point),
                jwk("kty", "OKP", "kid", "dh", "crv", "X25519", "x", point),
                jwk("kty", "OKP", "kid", "dh2", "crv", "X448", "use", "enc", "x", point),
                jwk("kty", "EC", "kid", "koblitz", "crv", "secp256k1", "x", point, "y", point),
                jwk("kty", "EC", "kid", "k2", "crv", "P-256", "alg", "ES256K", "x", point),
                jwk("kty", "oct", "kid", "wrap", "alg", "A256KW", "use", "enc", "k", point),
                jwk(SIGNER))),
        argumentSet(
            "members of a vendor with PEM in them",
            Map.of(
                "keys",
                List.of(jwk(SIGNER)),
                "public_cert",
                Map.of("kid", "x", "cert", Signer.of("ES256").pem().replace("\n", "")))));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void K04Set_ofAnIdentityProvider_verifiesWhatItsKeySigned(Object set) {
    ApiKeyVerifier verifier = Verifiers.withKeys(new TestClock(), "\n " + JsonDocument.of(set));

    Verifiers.verified(verifier, KeyMaker.of(SIGNER).text());
    Verifiers.assertInvalid(verifier, KeyMaker.of(Signer.of("ES256")).withoutHeader("kid").text());
    Verifiers.assertInvalid(verifier, KeyMaker.of(OTHER).header("kid", "enc-1").text());
  }

  @Test
  void K04Entry_forAnotherPurpose_isNamedOnceWithItsId() throws Exception {
    Object set = set(encryption(), jwk("kty", "AKP", "kid", "pq", "alg", "ML-DSA-44"), jwk(SIGNER));
    KeyDocument document = KeyDocument.read(JsonDocument.of(set), null);
    try (TrustedKeys keys =
        TrustedKeys.refreshed(
            document, () -> document, java.time.Duration.ofDays(1), System::nanoTime)) {
      keys.refresh();
      keys.refresh();
    }

    assertThat(LogRecorder.messages("NEXUS-1044"))
        .hasSize(2)
        .anyMatch(line -> line.contains("key \"enc-1\" (its \"use\" is \"enc\")"))
        .anyMatch(line -> line.contains("key \"pq\" (its \"kty\" is \"AKP\")"));
    assertThat(LogRecorder.messages("NEXUS-1045")).isEmpty();
  }

  @Test
  void K04ManyEntries_forAnotherPurpose_doNotFloodTheLog() throws Exception {
    List<Object> entries = new ArrayList<>(List.of(jwk(SIGNER)));
    for (int i = 0; i < 100; i++) {
      entries.add(jwk("kty", "AKP", "kid", "pq-" + i));
    }
    TrustedKeys.fixed(KeyDocument.read(JsonDocument.of(Map.of("keys", entries)), null)).close();

    assertThat(LogRecorder.messages("NEXUS-1044"))
        .hasSize(21)
        .last()
        .asString()
        .contains("80 more");
  }

  @Test
  void K04Set_withoutAKeyForVerifying_stopsTheStart() {
    assertThatThrownBy(
            () -> Verifiers.withKeys(new TestClock(), JsonDocument.of(set(encryption()))))
        .hasMessageContaining("holds no key that is for verifying signatures here")
        .hasMessageContaining("enc-1");
  }

  @Test
  void K04PrivateHalf_ofASigningKey_isRefusedWhateverItsOperations() {
    Map<String, Object> leaked =
        jwk(OTHER, "key_ops", List.of("sign"), "d", Signer.base64(new byte[256]));

    assertThatThrownBy(
            () -> VerificationKeySet.read(JsonDocument.of(set(jwk(SIGNER), leaked)), null))
        .hasMessageContaining("holds a private key")
        .hasMessageContaining("sig-2");
  }
}
