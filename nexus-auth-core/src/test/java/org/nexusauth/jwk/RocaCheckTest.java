package org.nexusauth.jwk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nexusauth.JsonDocument;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;
import org.nexusauth.verify.Verifiers;

/** K05: moduli of the generator of CVE-2017-15361. */
class RocaCheckTest {
  private static final BigInteger GENERATOR = BigInteger.valueOf(65_537);

  /** The product of the first 39 primes, as the generator uses for keys of 512 bits. */
  private static BigInteger primorial() {
    BigInteger product = BigInteger.ONE;
    BigInteger prime = BigInteger.ONE;
    for (int i = 0; i < 39; i++) {
      prime = prime.nextProbablePrime();
      product = product.multiply(prime);
    }
    return product;
  }

  /** A prime as the faulty generator makes it: k · M + (65537^a mod M). */
  private static BigInteger faultyPrime(Random random) {
    BigInteger m = primorial();
    BigInteger least = BigInteger.TWO.pow(1023).divide(m);
    while (true) {
      BigInteger rest = GENERATOR.modPow(new BigInteger(60, random), m);
      BigInteger k = least.add(new BigInteger(least.bitLength() - 1, random)).add(BigInteger.ONE);
      BigInteger candidate = k.multiply(m).add(rest);
      if (candidate.bitLength() == 1024 && candidate.isProbablePrime(20)) {
        return candidate;
      }
    }
  }

  @Test
  void isSuspectProduct_ofTwoFaultyPrimes_is() {
    Random random = new Random(1);

    assertThat(RocaCheck.isSuspect(faultyPrime(random).multiply(faultyPrime(random)))).isTrue();
  }

  @Test
  void isSuspectOrdinaryModuli_areNot() {
    Random random = new Random(2);
    for (int i = 0; i < 2000; i++) {
      assertThat(RocaCheck.isSuspect(new BigInteger(2048, random).setBit(0).setBit(2047)))
          .isFalse();
    }
    assertThat(RocaCheck.isSuspect(((RSAPublicKey) Signer.of("RS256").publicKey()).getModulus()))
        .isFalse();
  }

  @Test
  void key_ofTheFaultyGenerator_stopsTheStart() {
    Random random = new Random(3);
    BigInteger modulus = BigInteger.ZERO;
    while (modulus.bitLength() != 2048) {
      modulus = faultyPrime(random).multiply(faultyPrime(random));
    }
    Map<String, Object> jwk = Signer.of("RS256").jwk();
    jwk.put("n", Signer.base64(Signer.unsigned(modulus, 256)));

    assertThatThrownBy(() -> Verifiers.withKeys(new TestClock(), JsonDocument.of(jwk)))
        .hasMessageContaining("ROCA, CVE-2017-15361");
  }
}
