package org.nexusauth.verify;

import java.math.BigInteger;
import java.security.Key;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.EllipticCurve;

/** Refuses keys that are too weak to trust a signature of theirs (RFC 8725 §3.5). */
final class KeyStrength {
  private static final int LEAST_RSA_BITS = 2048;
  private static final int LEAST_DISTINCT_BYTES = 8;

  private KeyStrength() {}

  static void require(String algorithm, Key key) throws BadKeysException {
    if (key instanceof RSAPublicKey rsa && Algorithms.isRsa(algorithm)) {
      requireRsa(rsa);
    } else if (key instanceof ECPublicKey ec && algorithm.startsWith("ES")) {
      requireOnCurve(ec, algorithm);
    } else if (Algorithms.isSecret(algorithm) && key.getAlgorithm().startsWith("Hmac")) {
      requireSecret(key.getEncoded(), algorithm);
    } else if (!(key instanceof EdECPublicKey && algorithm.equals(Algorithms.EDDSA))) {
      throw new BadKeysException(
          "\"" + algorithm + "\" is no algorithm for a key of type " + key.getAlgorithm());
    }
  }

  private static void requireRsa(RSAPublicKey key) throws BadKeysException {
    if (key.getModulus().bitLength() < LEAST_RSA_BITS) {
      throw new BadKeysException(
          "an RSA key has %d bits; expected %d at least"
              .formatted(key.getModulus().bitLength(), LEAST_RSA_BITS));
    }
    BigInteger exponent = key.getPublicExponent();
    if (exponent.compareTo(BigInteger.valueOf(3)) < 0 || !exponent.testBit(0)) {
      throw new BadKeysException("an RSA key has the public exponent " + exponent);
    }
    if (Roca.isSuspect(key.getModulus())) {
      throw new BadKeysException(
          "an RSA key was made by a faulty generator (ROCA, CVE-2017-15361); make another");
    }
  }

  private static void requireOnCurve(ECPublicKey key, String algorithm) throws BadKeysException {
    EllipticCurve curve = key.getParams().getCurve();
    if (!(curve.getField() instanceof ECFieldFp field) || !algorithm.equals(algorithmOf(field))) {
      throw new BadKeysException("\"" + algorithm + "\" does not go with the curve of its key");
    }
    BigInteger x = key.getW().getAffineX();
    BigInteger y = key.getW().getAffineY();
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(field.getP());
    if (!y.pow(2).mod(field.getP()).equals(right)) {
      throw new BadKeysException("the point of an EC key is not on its curve");
    }
  }

  static String algorithmOf(ECFieldFp field) {
    return Algorithms.ofCurve("P-" + field.getP().bitLength());
  }

  private static void requireSecret(byte[] secret, String algorithm) throws BadKeysException {
    int least = Algorithms.leastSecretLength(algorithm);
    if (secret.length < least) {
      throw new BadKeysException(
          "a secret has %d bytes; %s needs %d at least".formatted(secret.length, algorithm, least));
    }
    java.util.BitSet distinct = new java.util.BitSet();
    for (byte b : secret) {
      distinct.set(b & 0xff);
    }
    if (distinct.cardinality() < LEAST_DISTINCT_BYTES) {
      throw new BadKeysException("a secret is not random; make one with a generator");
    }
  }
}
