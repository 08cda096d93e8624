package org.nexusauth.attack;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import org.nexusauth.Signer;

/** Other signatures under the same header and claims: other encodings, and none. */
final class SignatureKinds {
  private static final BigInteger EDWARDS_ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  static final List<Kind> ALL =
      List.of(
          Kind.verified("a bit of the signature", SignatureKinds::bit),
          Kind.verified("a signature by chance", SignatureKinds::chance),
          Kind.verified("a signature of one byte over and over", SignatureKinds::constant),
          Kind.unverified("a shorter signature", SignatureKinds::shorter),
          Kind.unverified("a longer signature", SignatureKinds::longer),
          Kind.verified("another number", SignatureKinds::otherNumber),
          Kind.unverified("another encoding of the numbers", SignatureKinds::otherEncoding),
          Kind.verified("the twin", SignatureKinds::twin));

  private SignatureKinds() {}

  private static String bit(GoodKey key, Dice dice) {
    byte[] signature = key.signature();
    signature[dice.below(signature.length)] ^= (byte) (1 << dice.below(8));
    return key.withSignature(signature);
  }

  private static String chance(GoodKey key, Dice dice) {
    return key.withSignature(dice.bytes(key.signature().length));
  }

  private static String constant(GoodKey key, Dice dice) {
    byte[] signature = key.signature();
    Arrays.fill(signature, (byte) (int) dice.among(0, 1, 0x80, 0xff));
    return key.withSignature(signature);
  }

  private static String shorter(GoodKey key, Dice dice) {
    byte[] signature = key.signature();
    int less = dice.oneIn(2) ? dice.between(1, 4) : dice.between(1, signature.length - 1);
    return key.withSignature(
        dice.oneIn(2)
            ? Arrays.copyOf(signature, signature.length - less)
            : Arrays.copyOfRange(signature, less, signature.length));
  }

  private static String longer(GoodKey key, Dice dice) {
    byte[] signature = key.signature();
    int more = dice.among(1, 2, 3, 8, 32, signature.length);
    byte[] added = dice.oneIn(2) ? new byte[more] : dice.bytes(more);
    byte[] first = dice.oneIn(2) ? signature : added;
    byte[] second = first == signature ? added : signature;
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return key.withSignature(all);
  }

  /** Numbers that are the same modulo something, or near an edge. */
  private static String otherNumber(GoodKey key, Dice dice) {
    if (key.isElliptic()) {
      return key.withSignature(otherPair(Ecdsa.of(key), dice));
    }
    if (key.signer().secret() != null) {
      return constant(key, dice);
    }
    return key.signer().publicKey() instanceof RSAPublicKey rsa
        ? key.withSignature(otherRsa(key, rsa.getModulus(), dice))
        : key.withSignature(otherEdwards(key, dice));
  }

  private static byte[] otherPair(Ecdsa ecdsa, Dice dice) {
    BigInteger n = ecdsa.order();
    BigInteger r = ecdsa.r();
    BigInteger s = ecdsa.s();
    return switch (dice.below(6)) {
      case 0 -> ecdsa.concatenated(r.add(n), s);
      case 1 -> ecdsa.concatenated(r, s.add(n));
      case 2 -> ecdsa.concatenated(n.subtract(r), s);
      case 3 -> ecdsa.concatenated(s, r);
      case 4 -> ecdsa.concatenated(n.subtract(r), n.subtract(s));
      default -> ecdsa.concatenated(edge(n, dice), edge(n, dice));
    };
  }

  private static BigInteger edge(BigInteger n, Dice dice) {
    return dice.among(
        BigInteger.ZERO, BigInteger.ONE, n.subtract(BigInteger.ONE), n, n.add(BigInteger.ONE));
  }

  private static byte[] otherRsa(GoodKey key, BigInteger n, Dice dice) {
    BigInteger s = new BigInteger(1, key.signature());
    BigInteger other = dice.among(s.add(n), n.subtract(s), edge(n, dice), s.add(BigInteger.ONE));
    return Signer.unsigned(other, key.signature().length + dice.among(0, 0, 1));
  }

  private static byte[] otherEdwards(GoodKey key, Dice dice) {
    byte[] signature = key.signature();
    BigInteger s = new BigInteger(1, reversed(Arrays.copyOfRange(signature, 32, 64)));
    BigInteger other =
        dice.among(s.add(EDWARDS_ORDER), EDWARDS_ORDER.subtract(s), BigInteger.ZERO, EDWARDS_ORDER);
    System.arraycopy(reversed(Signer.unsigned(other, 32)), 0, signature, 32, 32);
    if (dice.oneIn(4)) {
      Arrays.fill(signature, 0, 32, (byte) 0);
      signature[0] = 1;
    }
    return signature;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] out = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      out[i] = bytes[bytes.length - 1 - i];
    }
    return out;
  }

  private static String otherEncoding(GoodKey key, Dice dice) {
    if (!key.isElliptic()) {
      return longer(key, dice);
    }
    Ecdsa ecdsa = Ecdsa.of(key);
    return key.withSignature(
        switch (dice.below(3)) {
          case 0 -> ecdsa.der();
          case 1 -> Ecdsa.concatenated(ecdsa.r(), ecdsa.s(), ecdsa.half() + dice.between(1, 8));
          default -> Ecdsa.concatenated(ecdsa.r().add(ecdsa.order()), ecdsa.s(), ecdsa.half() + 1);
        });
  }

  private static String twin(GoodKey key, Dice dice) {
    return key.isElliptic() ? Oracle.twin(key) : bit(key, dice);
  }
}
