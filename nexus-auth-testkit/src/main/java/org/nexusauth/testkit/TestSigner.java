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
 * A signing key of the kit, and what verifies it.
 *
 * @param key signs
 * @param jwks the verifying side's JWK set; a secret's set holds the secret
 */
record TestSigner(SigningKey key, String jwks) {

  // One for each algorithm and JVM: making an RSA key takes 0.1 s, and every test class wants one.
  private static final Map<SigningAlgorithm, TestSigner> SHARED = new ConcurrentHashMap<>();
  private static final Map<SigningAlgorithm, SigningKey> STRANGERS = new ConcurrentHashMap<>();

  static TestSigner of(SigningAlgorithm algorithm) {
    return SHARED.computeIfAbsent(algorithm, TestSigner::make);
  }

  /** A key of the same kind and id that nobody trusts, to forge with. */
  SigningKey stranger() {
    return STRANGERS.computeIfAbsent(
        key.algorithm(), algorithm -> SigningKey.generate(algorithm, key.keyId()));
  }

  private static TestSigner make(SigningAlgorithm algorithm) {
    String keyId = "test-" + algorithm.headerName().toLowerCase(Locale.ROOT);
    if (algorithm.isSecret()) {
      String secret = secret(algorithm, keyId);
      return new TestSigner(SigningKey.parse(secret), "{\"keys\":[" + secret + "]}");
    }
    SigningKey key = SigningKey.generate(algorithm, keyId);
    return new TestSigner(key, oneLine(key.publicJwks()));
  }

  /** Signing keys give away no secret, so this one is made here, where it is known. */
  private static String secret(SigningAlgorithm algorithm, String keyId) {
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
    return signers.size() == 1
        ? signers.get(0).jwks
        : oneLine(SigningKey.publicJwks(signers.stream().map(TestSigner::key).toList()));
  }

  /** Fit for an environment variable or a command line; no value in the set has a blank. */
  private static String oneLine(String jwks) {
    return jwks.replaceAll("\\s", "");
  }
}
