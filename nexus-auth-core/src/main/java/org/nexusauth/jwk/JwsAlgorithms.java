package org.nexusauth.jwk;

import java.security.Key;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.util.Map;

/**
 * The JWS algorithms that are accepted when a key of theirs is configured (RFC 7518 §3.1, RFC 8037,
 * RFC 9864), by name.
 */
public final class JwsAlgorithms {
  public static final String EDDSA = "EdDSA";

  private static final String ED25519 = "Ed25519";
  private static final int ED25519_LENGTH = 64;
  private static final int ED448_LENGTH = 114;

  /** Signature lengths in bytes (RFC 7518 §3.4). */
  private static final Map<String, Integer> ECDSA_LENGTH =
      Map.of("ES256", 64, "ES384", 96, "ES512", 132);

  /** The minimum length of a secret in bytes: that of the hash (RFC 7518 §3.2). */
  private static final Map<String, Integer> SECRET_LENGTH =
      Map.of("HS256", 32, "HS384", 48, "HS512", 64);

  private static final Map<String, String> CURVES =
      Map.of("P-256", "ES256", "P-384", "ES384", "P-521", "ES512");

  private JwsAlgorithms() {}

  /** Ed25519 is RFC 9864's name for what RFC 8037 called EdDSA: the one alias. */
  public static String canonicalName(String name) {
    if (name.equals(ED25519)) {
      return EDDSA;
    }
    return name;
  }

  /** Returns whether a name means this algorithm with this key; Ed25519 is no name for Ed448. */
  public static boolean namesAlgorithm(String name, String algorithm, Key key) {
    return name.equals(algorithm)
        || (name.equals(ED25519) && algorithm.equals(EDDSA) && isEd25519(key));
  }

  private static boolean isEd25519(Key key) {
    return key instanceof EdECKey edwards && edwards.getParams().getName().equals(ED25519);
  }

  /** Returns whether this is the name of a supported algorithm, in either spelling of EdDSA. */
  public static boolean isKnown(String name) {
    return isRsa(name)
        || isSecret(name)
        || ECDSA_LENGTH.containsKey(name)
        || canonicalName(name).equals(EDDSA);
  }

  static boolean isRsa(String name) {
    return name.matches("[RP]S(256|384|512)");
  }

  public static boolean isSecret(String name) {
    return SECRET_LENGTH.containsKey(name);
  }

  static int minSecretLength(String name) {
    return SECRET_LENGTH.getOrDefault(name, Integer.MAX_VALUE);
  }

  /** Returns the algorithm of a curve by its name (RFC 7518 §6.2.1.1), or empty. */
  public static String ofCurve(String curve) {
    return CURVES.getOrDefault(curve, "");
  }

  /**
   * Returns the length in bytes of every signature by this key. The JDK takes an EdDSA signature
   * with more bytes behind it, and those would be another text of the same key.
   */
  public static int signatureLength(String name, Key key) {
    if (key instanceof RSAKey rsa) {
      return (rsa.getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    }
    if (key instanceof EdECKey) {
      return isEd25519(key) ? ED25519_LENGTH : ED448_LENGTH;
    }
    // An HMAC is as long as its hash, and so is the shortest secret.
    return ECDSA_LENGTH.getOrDefault(name, minSecretLength(name));
  }
}
