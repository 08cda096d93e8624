package org.nexusauth.jwk;

import java.math.BigInteger;
import java.util.BitSet;

/**
 * Detects RSA moduli of the faulty generator of CVE-2017-15361: their primes are powers of 65537
 * modulo many small primes, so the modulus is one too, modulo each of them.
 */
final class RocaCheck {
  private static final int GENERATOR = 65_537;
  private static final int[] PRIMES = {
    3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
    101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167
  };

  private RocaCheck() {}

  static boolean isSuspect(BigInteger modulus) {
    for (int prime : PRIMES) {
      int rest = modulus.mod(BigInteger.valueOf(prime)).intValue();
      if (!powersOfGenerator(prime).get(rest)) {
        return false;
      }
    }
    return true;
  }

  private static BitSet powersOfGenerator(int prime) {
    BitSet powers = new BitSet(prime);
    for (int power = 1; !powers.get(power); power = power * (GENERATOR % prime) % prime) {
      powers.set(power);
    }
    return powers;
  }
}
