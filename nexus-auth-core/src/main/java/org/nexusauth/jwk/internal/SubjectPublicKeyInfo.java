package org.nexusauth.jwk.internal;

import java.security.PublicKey;
import java.util.HexFormat;
import java.util.Map;
import org.nexusauth.internal.StandardKeyFactory;
import org.nexusauth.internal.StandardKeyFactory.Kind;
import org.nexusauth.jwk.UnusableKeyException;

/** Reads public keys in DER: SubjectPublicKeyInfo (RFC 5280 §4.1.2.7). */
final class SubjectPublicKeyInfo {
  private static final int SEQUENCE = 0x30;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int LONG_FORM = 0x80;

  /** Object identifiers in DER, without tag and length. */
  private static final Map<String, Kind> KINDS =
      Map.of(
          "2a864886f70d010101", Kind.RSA,
          "2a8648ce3d0201", Kind.EC,
          "2b6570", Kind.EDWARDS,
          "2b6571", Kind.EDWARDS);

  private static final Map<String, String> UNSUPPORTED_NAMES =
      Map.of(
          "2a864886f70d01010a", "RSASSA-PSS",
          "2a864886f70d010107", "RSAES-OAEP",
          "2a8648ce380401", "DSA",
          "2a864886f70d010301", "Diffie-Hellman",
          "2b656e", "X25519",
          "2b656f", "X448",
          "608648016503040311", "ML-DSA-44",
          "608648016503040312", "ML-DSA-65",
          "608648016503040313", "ML-DSA-87");

  private SubjectPublicKeyInfo() {}

  static PublicKey readKey(byte[] der) throws UnusableKeyException {
    String identifier = algorithmIdentifier(der);
    if (identifier.isEmpty()) {
      throw new UnusableKeyException(
          "holds a PEM block that is not a public key (SubjectPublicKeyInfo): its content is"
              + " damaged, or of another kind than the block says");
    }
    Kind kind = KINDS.get(identifier);
    if (kind == null) {
      throw new UnusableKeyException(
          "holds a public key of type "
              + UNSUPPORTED_NAMES.getOrDefault(identifier, "that is not known here")
              + ", none of RSA, EC and EdDSA: it verifies nothing here");
    }
    PublicKey key = StandardKeyFactory.createPublicKey(kind, der);
    if (key == null) {
      throw new UnusableKeyException(describeDamage(kind));
    }
    return key;
  }

  private static String describeDamage(Kind kind) {
    return switch (kind) {
      case RSA -> "holds an RSA public key that is damaged";
      case EC ->
          "holds an EC public key that is damaged, or not on a named curve P-256, P-384 or P-521";
      case EDWARDS -> "holds an EdDSA public key that is damaged";
    };
  }

  /**
   * Returns the algorithm's object identifier, DER in hexadecimal digits; empty when the structure
   * does not begin as a SubjectPublicKeyInfo.
   */
  static String algorithmIdentifier(byte[] der) {
    int content = contentStart(der, 0, SEQUENCE);
    int algorithm = contentStart(der, content, SEQUENCE);
    int start = contentStart(der, algorithm, OBJECT_IDENTIFIER);
    if (start < 0) {
      return "";
    }
    int length = der[start - 1];
    if (length < 0 || start + length > der.length) {
      return "";
    }
    return HexFormat.of().formatHex(der, start, start + length);
  }

  /** Returns where the content of an element begins; -1 for another tag, or a position below 0. */
  private static int contentStart(byte[] der, int at, int tag) {
    if (at < 0 || at + 2 > der.length || der[at] != tag) {
      return -1;
    }
    int length = der[at + 1] & 0xff;
    return at + 2 + Math.max(0, length - LONG_FORM);
  }
}
