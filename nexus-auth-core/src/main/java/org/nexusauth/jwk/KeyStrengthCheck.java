package org.nexusauth.jwk;

import java.math.BigInteger;
import java.security.Key;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import org.jose4j.keys.EllipticCurves;

/**
 * Rejects keys that are too weak to trust a signature of theirs (RFC 8725 §3.5), where they verify
 * and where they sign.
 */
public final class KeyStrengthCheck {
  private static final int MIN_RSA_BITS = 2048;

  private KeyStrengthCheck() {}

  /**
   * Checks a public key, or a secret, for one algorithm: its kind, its size, what is known of bad
   * generators, and that it is no published example.
   *
   * @param algorithm the algorithm's name as in a JWK (RFC 7518 §3.1, RFC 8037 §3.1)
   * @param key the public key; a secret's algorithm must be an HMAC's
   * @throws UnusableKeyException when it must not be trusted
   */
  public static void requireStrongAndUnpublished(String algorithm, Key key)
      throws UnusableKeyException {
    CompromisedKeyCheck.requireUnpublished(key);
    requireStrong(algorithm, key);
  }

  /** Checks all but whether the key was published: known answers of RFCs are of such keys. */
  static void requireStrong(String algorithm, Key key) throws UnusableKeyException {
    if (key instanceof RSAPublicKey rsa && JwsAlgorithms.isRsa(algorithm)) {
      requireRsa(rsa);
    } else if (key instanceof ECPublicKey ec && algorithm.startsWith("ES")) {
      requireOnCurve(ec, algorithm);
    } else if (JwsAlgorithms.isSecret(algorithm) && key.getAlgorithm().startsWith("Hmac")) {
      SecretStrengthCheck.requireStrong(key.getEncoded(), algorithm);
    } else if (key instanceof EdECPublicKey edwards && algorithm.equals(JwsAlgorithms.EDDSA)) {
      requireLargeOrder(edwards);
    } else {
      throw new UnusableKeyException(
          "\"" + algorithm + "\" is no algorithm for a key of type " + key.getAlgorithm());
    }
  }

  private static void requireRsa(RSAPublicKey key) throws UnusableKeyException {
    if (key.getModulus().bitLength() < MIN_RSA_BITS) {
      throw new UnusableKeyException(
          "an RSA key has %s bits; expected %s at least"
              .formatted(key.getModulus().bitLength(), MIN_RSA_BITS));
    }
    if (!key.getModulus().testBit(0)) {
      throw new UnusableKeyException("an RSA key has an even modulus");
    }
    BigInteger exponent = key.getPublicExponent();
    if (exponent.compareTo(BigInteger.valueOf(3)) < 0 || !exponent.testBit(0)) {
      throw new UnusableKeyException("an RSA key has the public exponent " + exponent);
    }
    if (RocaCheck.isSuspect(key.getModulus())) {
      throw new UnusableKeyException(
          "an RSA key was made by a faulty generator (ROCA, CVE-2017-15361); make another");
    }
  }

  private static void requireOnCurve(ECPublicKey key, String algorithm)
      throws UnusableKeyException {
    if (!algorithm.equals(algorithmOf(key))) {
      throw new UnusableKeyException("\"" + algorithm + "\" does not go with the curve of its key");
    }
    EllipticCurve curve = key.getParams().getCurve();
    if (!isOn(curve, key.getW())) {
      throw new UnusableKeyException("the point of an EC key is not on its curve");
    }
  }

  private static void requireLargeOrder(EdECPublicKey key) throws UnusableKeyException {
    if (!EdwardsPoints.isReduced(key)) {
      throw new UnusableKeyException(
          "the coordinate of an %s key is not below its field's prime; make another"
              .formatted(key.getParams().getName()));
    }
    if (EdwardsPoints.isOfSmallOrder(key)) {
      throw new UnusableKeyException(
          "an %s key is a point under which anybody can sign; make another"
              .formatted(key.getParams().getName()));
    }
  }

  /** Looks for a point of the curve itself, its coordinates reduced (SEC 1 §3.2.2.1). */
  private static boolean isOn(EllipticCurve curve, ECPoint point) {
    if (point.equals(ECPoint.POINT_INFINITY)) {
      return false;
    }
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    return x.signum() >= 0
        && x.compareTo(p) < 0
        && y.signum() >= 0
        && y.compareTo(p) < 0
        && y.pow(2).mod(p).equals(right);
  }

  /**
   * Returns the algorithm of a key's curve; empty when it is none of the three. All parameters
   * count: another generator would let anybody compute the private key (CVE-2020-0601).
   */
  public static String algorithmOf(ECPublicKey key) {
    ECParameterSpec given = key.getParams();
    String name = EllipticCurves.getName(given.getCurve());
    if (name == null) {
      return "";
    }
    ECParameterSpec known = EllipticCurves.getSpec(name);
    if (known.getGenerator().equals(given.getGenerator())
        && known.getOrder().equals(given.getOrder())) {
      return JwsAlgorithms.ofCurve(name);
    }
    return "";
  }
}
