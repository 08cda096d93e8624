package org.nexusauth.keys;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The signature algorithms that a {@link SigningKey} may have (RFC 7518 §3, RFC 8037 §3.1). RS256
 * is the default choice: every verifier supports it, and the JDK verifies it fastest.
 */
public enum SigningAlgorithm {
  /** RSASSA-PKCS1-v1_5 with SHA-256, the default. */
  RS256(Family.RSA, 256),
  /** RSASSA-PKCS1-v1_5 with SHA-384. */
  RS384(Family.RSA, 384),
  /** RSASSA-PKCS1-v1_5 with SHA-512. */
  RS512(Family.RSA, 512),
  /** RSASSA-PSS with SHA-256. */
  PS256(Family.RSA, 256),
  /** RSASSA-PSS with SHA-384. */
  PS384(Family.RSA, 384),
  /** RSASSA-PSS with SHA-512. */
  PS512(Family.RSA, 512),
  /** ECDSA on P-256 with SHA-256. */
  ES256(Family.EC, 256),
  /** ECDSA on P-384 with SHA-384. */
  ES384(Family.EC, 384),
  /** ECDSA on P-521 with SHA-512. */
  ES512(Family.EC, 521),
  /** Ed25519, named {@code EdDSA} in the header as RFC 8037 does. */
  EDDSA(Family.OKP, 256),
  /** HMAC with SHA-256: a shared secret, so every verifier can also issue. */
  HS256(Family.OCT, 256),
  /** HMAC with SHA-384. */
  HS384(Family.OCT, 384),
  /** HMAC with SHA-512. */
  HS512(Family.OCT, 512);

  /** What kind of key an algorithm needs; the names are those of a JWK's {@code kty}. */
  enum Family {
    RSA,
    EC,
    OKP,
    OCT
  }

  private final Family family;
  private final int bits;

  SigningAlgorithm(Family family, int bits) {
    this.family = family;
    this.bits = bits;
  }

  /**
   * Returns the algorithm of a name.
   *
   * @param name as in a JWK's or a header's {@code alg}, case-sensitive; {@code Ed25519} (RFC 9864)
   *     is taken for {@code EdDSA}
   * @throws IllegalArgumentException if there is none of that name; the message lists those there
   *     are
   */
  public static SigningAlgorithm of(String name) {
    SigningAlgorithm found = findByName(name);
    if (found == null) {
      throw new IllegalArgumentException("unknown algorithm; choose one of " + joinNames());
    }
    return found;
  }

  static @Nullable SigningAlgorithm findByName(String name) {
    if (name.equals("Ed25519")) {
      return EDDSA;
    }
    for (SigningAlgorithm algorithm : values()) {
      if (algorithm.headerName().equals(name)) {
        return algorithm;
      }
    }
    return null;
  }

  /** Returns the value of the header member {@code alg}. */
  public String headerName() {
    if (this == EDDSA) {
      return "EdDSA";
    }
    return name();
  }

  /** Returns whether signing and verifying take the same secret. */
  public boolean isSecret() {
    return family == Family.OCT;
  }

  Family family() {
    return family;
  }

  /** The length of the curve's field, of the hash and of a secret; not that of an RSA modulus. */
  int bits() {
    return bits;
  }

  private static String joinNames() {
    return Arrays.stream(values())
        .map(SigningAlgorithm::headerName)
        .collect(Collectors.joining(", "));
  }
}
