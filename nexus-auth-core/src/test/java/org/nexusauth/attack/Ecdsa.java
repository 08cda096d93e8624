package org.nexusauth.attack;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import org.nexusauth.Signer;

/** The two numbers of an ECDSA signature and the order of its curve. */
record Ecdsa(BigInteger r, BigInteger s, BigInteger order, int half) {

  static Ecdsa of(GoodKey key) {
    byte[] signature = key.signature();
    int half = signature.length / 2;
    return new Ecdsa(
        new BigInteger(1, Arrays.copyOf(signature, half)),
        new BigInteger(1, Arrays.copyOfRange(signature, half, 2 * half)),
        ((ECPublicKey) key.signer().publicKey()).getParams().getOrder(),
        half);
  }

  /** Returns two numbers as RFC 7518 §3.4 wants them, the top cut off where they are too large. */
  byte[] concatenated(BigInteger first, BigInteger second) {
    return concatenated(first, second, half);
  }

  static byte[] concatenated(BigInteger first, BigInteger second, int length) {
    byte[] out = Arrays.copyOf(Signer.unsigned(first, length), 2 * length);
    System.arraycopy(Signer.unsigned(second, length), 0, out, length, length);
    return out;
  }

  /** Returns the numbers in ASN.1, which RFC 7518 does not want. */
  byte[] der() {
    ByteArrayOutputStream numbers = new ByteArrayOutputStream();
    for (BigInteger number : new BigInteger[] {r, s}) {
      byte[] bytes = number.toByteArray();
      numbers.write(2);
      numbers.write(bytes.length);
      numbers.writeBytes(bytes);
    }
    ByteArrayOutputStream sequence = new ByteArrayOutputStream();
    sequence.write(0x30);
    if (numbers.size() > 127) {
      sequence.write(0x81);
    }
    sequence.write(numbers.size());
    sequence.writeBytes(numbers.toByteArray());
    return sequence.toByteArray();
  }
}
