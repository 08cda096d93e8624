package org.nexusauth.testkit;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nexusauth.keys.SigningAlgorithm;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.keys.internal.JsonText;

/**
 * A signing key of the test kit, and the JWK set that verifies its signatures.
 *
 * @param key the signing key
 * @param jwks the verifying side's JWK set; a secret's set holds the secret
 */
record TestSigner(SigningKey key, String jwks) {

  // One for each algorithm and JVM: generating an RSA key takes 0.1 s, and each test class needs
  // one.
  private static final Map<SigningAlgorithm, TestSigner> SHARED = new ConcurrentHashMap<>();
  private static final Map<SigningAlgorithm, SigningKey> UNTRUSTED = new ConcurrentHashMap<>();

  static TestSigner of(SigningAlgorithm algorithm) {
    return SHARED.computeIfAbsent(algorithm, TestSigner::generate);
  }

  /** Returns a key of the same kind and id that is not in the JWK set. */
  SigningKey untrustedKey() {
    return UNTRUSTED.computeIfAbsent(
        key.algorithm(), algorithm -> SigningKey.generate(algorithm, key.keyId()));
  }

  private static TestSigner generate(SigningAlgorithm algorithm) {
    String keyId = "test-" + algorithm.headerName().toLowerCase(Locale.ROOT);
    if (algorithm.isSecret()) {
      String secret = generateSecret(algorithm, keyId);
      return new TestSigner(SigningKey.parse(secret), "{\"keys\":[" + secret + "]}");
    }
    SigningKey key = SigningKey.generate(algorithm, keyId);
    return new TestSigner(key, oneLine(key.publicJwks()));
  }

  /** A signing key does not return its secret, so the secret is generated here. */
  private static String generateSecret(SigningAlgorithm algorithm, String keyId) {
    byte[] secret = new byte[64];
    new SecureRandom().nextBytes(secret);
    Map<String, Object> jwk = new LinkedHashMap<>();
    jwk.put("kty", "oct");
    jwk.put("kid", keyId);
    jwk.put("use", "sig");
    jwk.put("alg", algorithm.headerName());
    jwk.put("k", Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    return JsonText.compact(jwk);
  }

  static String jwks(List<TestSigner> signers) {
    if (signers.size() == 1) {
      return signers.get(0).jwks;
    }
    return oneLine(SigningKey.publicJwks(signers.stream().map(TestSigner::key).toList()));
  }

  /** For an environment variable or a command line; no value in the set has whitespace. */
  private static String oneLine(String jwks) {
    return jwks.replaceAll("\\s", "");
  }
}
