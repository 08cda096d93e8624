package org.nexusauth.verify;

import java.util.Map;

/**
 * The JWS algorithms that are accepted when a key of theirs is configured (RFC 7518 §3.1, RFC 8037,
 * RFC 9864), by name.
 */
final class Algorithms {
  static final String EDDSA = "EdDSA";

  /** Signature lengths in bytes of the elliptic curves: any other length is another text. */
  private static final Map<String, Integer> ECDSA_LENGTH =
      Map.of("ES256", 64, "ES384", 96, "ES512", 132);

  /** The least bytes of a secret: as long as the hash (RFC 7518 §3.2). */
  private static final Map<String, Integer> SECRET_LENGTH =
      Map.of("HS256", 32, "HS384", 48, "HS512", 64);

  private static final Map<String, String> CURVES =
      Map.of("P-256", "ES256", "P-384", "ES384", "P-521", "ES512");

  private Algorithms() {}

  /** Ed25519 is RFC 9864's name for what RFC 8037 called EdDSA: the one alias. */
  static String canonical(String name) {
    return name.equals("Ed25519") ? EDDSA : name;
  }

  static boolean isKnown(String name) {
    return isRsa(name)
        || isSecret(name)
        || ECDSA_LENGTH.containsKey(name)
        || canonical(name).equals(EDDSA);
  }

  static boolean isRsa(String name) {
    return name.matches("[RP]S(256|384|512)");
  }

  static boolean isSecret(String name) {
    return SECRET_LENGTH.containsKey(name);
  }

  static int leastSecretLength(String name) {
    return SECRET_LENGTH.getOrDefault(name, Integer.MAX_VALUE);
  }

  /** Returns the algorithm of a curve by its name (RFC 7518 §6.2.1.1), or empty. */
  static String ofCurve(String curve) {
    return CURVES.getOrDefault(curve, "");
  }

  /** Returns the only right length of a signature, or -1 where the key decides. */
  static int signatureLength(String name) {
    return ECDSA_LENGTH.getOrDefault(name, -1);
  }
}
