package org.nexusauth.keys;

import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.PropertySource;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.VerificationResult.Verified;

/**
 * Makes, writes, reads, signs and verifies with keys of every kind, in a JVM whose first JCA
 * provider is the one that the argument names. Ends with an exception if anything fails.
 */
final class FirstProvider {

  /** One of each kind of key and of signature: to make an RSA key takes long. */
  private static final List<SigningAlgorithm> ALGORITHMS =
      List.of(
          SigningAlgorithm.RS256,
          SigningAlgorithm.PS256,
          SigningAlgorithm.ES256,
          SigningAlgorithm.ES384,
          SigningAlgorithm.ES512,
          SigningAlgorithm.EDDSA,
          SigningAlgorithm.HS256);

  private FirstProvider() {}

  public static void main(String[] arguments) throws Exception {
    Class<?> provider = Class.forName(arguments[0]);
    Security.insertProviderAt((Provider) provider.getDeclaredConstructor().newInstance(), 1);
    for (SigningAlgorithm algorithm : ALGORITHMS) {
      SigningKey made = SigningKey.generate(algorithm, "k");
      String jwk = JwkFormat.toJwk(made);
      requireVerified(SigningKey.parse(jwk), algorithm.isSecret() ? jwk : made.publicJwks());
      if (!algorithm.isSecret()) {
        String pem = PemFormat.toPem(made);
        requireVerified(SigningKey.parse(pem), made.publicJwks());
        if (!algorithm.name().matches("[RP]S...") || algorithm == SigningAlgorithm.RS256) {
          // A PEM names no algorithm: RSA is RS256.
          requireVerified(SigningKey.parse(pem), pem.substring(pem.indexOf("-----BEGIN PUBLIC")));
        }
      }
    }
    byte[] ed448 = KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPublic().getEncoded();
    String body = Base64.getEncoder().encodeToString(ed448);
    try (ApiKeyVerifier verifier =
        verifier("-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n")) {
      require(verifier.describeKeys().equals("1 key (EdDSA \"k\")"), "Ed448");
    }
    System.out.println("passed with " + Security.getProviders()[0].getName());
  }

  private static ApiKeyVerifier verifier(String keys) {
    Map<String, String> settings =
        Map.of("nexus.auth.verify.keys", keys, "nexus.auth.verify.default.key.id", "k");
    return ApiKeyVerifier.create(
        GateSettings.from(Configuration.of(PropertySource.of("a test", settings))),
        Clock.systemUTC(),
        FirstProvider.class.getClassLoader());
  }

  private static void requireVerified(SigningKey key, String trusted) {
    String text =
        ApiKeyIssuer.builder(key, "https://issuer.test")
            .build()
            .issue(KeyRequest.builder("int_1", "org_1").expiresIn(Duration.ofHours(1)).build())
            .text();
    String changed = text.substring(0, text.length() - 8) + "AAAAAAAA";
    try (ApiKeyVerifier verifier = verifier(trusted)) {
      String name = key.algorithm().headerName();
      require(verifier.verify(List.of(text)) instanceof Verified, name + " does not verify");
      require(!(verifier.verify(List.of(changed)) instanceof Verified), name + " takes all");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
