package org.nexusauth.jwk;

import java.math.BigInteger;
import java.security.interfaces.EdECPublicKey;
import java.util.Set;

/** Recognizes the points of the Edwards curves (RFC 8032 §5) that are not valid as keys. */
final class EdwardsPoints {
  private static final BigInteger P25519 = power(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger P448 = power(448).subtract(power(224)).subtract(BigInteger.ONE);

  /** Of the points of order eight; the others have p less this. */
  private static final BigInteger EIGHTH =
      new BigInteger("5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16);

  private EdwardsPoints() {}

  private static BigInteger power(int exponent) {
    return BigInteger.ONE.shiftLeft(exponent);
  }

  /** Returns whether a key's point has its coordinate reduced, as RFC 8032 §5.1.3 requires. */
  static boolean isReduced(EdECPublicKey key) {
    return key.getPoint().getY().compareTo(prime(key)) < 0;
  }

  private static boolean is25519(EdECPublicKey key) {
    return key.getParams().getName().equals("Ed25519");
  }

  private static BigInteger prime(EdECPublicKey key) {
    return is25519(key) ? P25519 : P448;
  }

  /**
   * Returns whether so few multiples of a key's point, whose coordinate is reduced, exist that a
   * signature can be made without the private key.
   */
  static boolean isOfSmallOrder(EdECPublicKey key) {
    BigInteger p = prime(key);
    BigInteger y = key.getPoint().getY();
    Set<BigInteger> small = Set.of(BigInteger.ZERO, BigInteger.ONE, p.subtract(BigInteger.ONE));
    boolean eighth = is25519(key) && (y.equals(EIGHTH) || y.equals(p.subtract(EIGHTH)));
    return eighth || small.contains(y);
  }
}
