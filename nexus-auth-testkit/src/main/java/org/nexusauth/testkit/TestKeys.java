package org.nexusauth.testkit;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.nexusauth.keys.SigningAlgorithm;
import org.nexusauth.keys.SigningKey;

/**
 * Makes keys, and provides the settings that verify them. Needs no JUnit; {@link ApiKeys} is the
 * same as an extension. Immutable and thread-safe. All makers of one JVM share their signing keys,
 * so that only the first of an algorithm takes the time to generate one.
 */
public final class TestKeys {

  private static final String ISSUER = "https://issuer.test";
  private static final String AUDIENCE = "https://api.test";

  private final List<TestSigner> signers;
  private final Clock clock;

  private TestKeys(List<TestSigner> signers, Clock clock) {
    this.signers = signers;
    this.clock = clock;
  }

  /** Returns a maker of RS256 keys with the system's clock. */
  public static TestKeys create() {
    return create(SigningAlgorithm.RS256);
  }

  /**
   * Returns a maker of keys of some algorithms, with the system's clock.
   *
   * @param algorithms those that are verified; the first is that of {@link #key()}. One with a
   *     shared secret must be the only one: verifiers reject a set that holds secrets and public
   *     keys
   * @throws IllegalArgumentException for none, or for a secret beside others
   */
  public static TestKeys create(SigningAlgorithm... algorithms) {
    boolean secret = Stream.of(algorithms).anyMatch(SigningAlgorithm::isSecret);
    if (algorithms.length == 0 || (secret && algorithms.length > 1)) {
      throw new IllegalArgumentException(
          "give one algorithm with a secret, or any number with public keys");
    }
    List<TestSigner> signers = Stream.of(algorithms).distinct().map(TestSigner::of).toList();
    return new TestKeys(signers, Clock.systemUTC());
  }

  /**
   * Returns this maker with another clock, that of the verifier under test.
   *
   * @param clock the clock that the keys' times are based on
   */
  public TestKeys clock(Clock clock) {
    return new TestKeys(signers, clock);
  }

  /** Returns a valid key with the permissions {@code read} and {@code write}, for an hour. */
  public TestKey key() {
    return TestKey.valid(signers.get(0), clock.instant(), defaultClaims());
  }

  /**
   * Returns a valid key of an algorithm.
   *
   * @param algorithm one of those that this maker was created with
   * @throws IllegalArgumentException for another algorithm
   */
  public TestKey key(SigningAlgorithm algorithm) {
    return TestKey.valid(findSigner(algorithm), clock.instant(), defaultClaims());
  }

  /**
   * Signs any header and payload, as text, with the first algorithm's key.
   *
   * @param header the header's text, for example {@code {"alg":"RS256","alg":"none"}}
   * @param payload the claims' text
   */
  public String sign(String header, String payload) {
    return RawKey.serialize(header, payload, signingKey()::sign);
  }

  /** Returns the key that signs, of the first algorithm. */
  public SigningKey signingKey() {
    return signers.get(0).key();
  }

  /** Returns the JWK set that verifies the keys. */
  public String jwks() {
    return TestSigner.jwks(signers);
  }

  /** Returns the {@code iss} of the keys. */
  public String issuer() {
    return ISSUER;
  }

  /** Returns the {@code aud} of the keys. */
  public String audience() {
    return AUDIENCE;
  }

  /** Returns the settings with which a filter verifies the keys. */
  public Map<String, String> settings() {
    return Map.of(
        "nexus.auth.verify.keys", jwks(),
        "nexus.auth.verify.issuer", ISSUER,
        "nexus.auth.verify.audiences", AUDIENCE);
  }

  private TestSigner findSigner(SigningAlgorithm algorithm) {
    return signers.stream()
        .filter(signer -> signer.key().algorithm() == algorithm)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no verifier knows this key: name " + algorithm + " in create(…)"));
  }

  private static Map<String, Object> defaultClaims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("aud", AUDIENCE);
    claims.put("integrationId", "int_test");
    claims.put("organizationId", "org_test");
    claims.put("agentId", "agt_test");
    claims.put("permissions", List.of("read", "write"));
    claims.put("jti", UUID.randomUUID().toString());
    return claims;
  }
}
