package org.nexusauth.jwk.internal;

import java.security.PublicKey;
import java.util.HexFormat;
import java.util.Map;
import org.nexusauth.internal.StandardKeyFactory;
import org.nexusauth.internal.StandardKeyFactory.Kind;
import org.nexusauth.jwk.UnusableKeyException;

/** Reads a SubjectPublicKeyInfo in DER (RFC 5280 §4.1.2.7), and names what it is if not ours. */
final class SubjectPublicKeyInfo {
  private static final int SEQUENCE = 0x30;
  private static final int OBJECT_IDENTIFIER = 0x06;

  /** Object identifiers in DER, without tag and length. */
  private static final Map<String, Kind> KINDS =
      Map.of(
          "2a864886f70d010101", Kind.RSA,
          "2a8648ce3d0201", Kind.EC,
          "2b6570", Kind.EDWARDS,
          "2b6571", Kind.EDWARDS);

  private static final Map<String, String> OTHERS =
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

  static PublicKey read(byte[] der) throws UnusableKeyException {
    String identifier = identifier(der);
    if (identifier.isEmpty()) {
      throw new UnusableKeyException(
          "holds a PEM block that is not a public key (SubjectPublicKeyInfo): its content is"
              + " damaged, or of another kind than the block says");
    }
    Kind kind = KINDS.get(identifier);
    if (kind == null) {
      throw new UnusableKeyException(
          "holds a public key of type "
              + OTHERS.getOrDefault(identifier, "that is not known here")
              + ", none of RSA, EC and EdDSA: it verifies nothing here");
    }
    PublicKey key = StandardKeyFactory.createPublicKey(kind, der);
    if (key == null) {
      throw new UnusableKeyException(unreadable(kind));
    }
    return key;
  }

  private static String unreadable(Kind kind) {
    return switch (kind) {
      case RSA -> "holds an RSA public key that is damaged";
      case EC ->
          "holds an EC public key that is damaged, or not on a named curve P-256, P-384 or P-521";
      case EDWARDS -> "holds an EdDSA public key that is damaged";
    };
  }

  /** Returns the algorithm's identifier in hexadecimal digits; empty when there is none. */
  private static String identifier(byte[] der) {
    int algorithm = content(der, 0, SEQUENCE);
    int identifier = algorithm < 0 ? -1 : content(der, algorithm, SEQUENCE);
    int start = identifier < 0 ? -1 : content(der, identifier, OBJECT_IDENTIFIER);
    if (start < 0) {
      return "";
    }
    int length = der[start - 1];
    return length < 0 || start + length > der.length
        ? ""
        : HexFormat.of().formatHex(der, start, start + length);
  }

  /** Returns where the content of an element begins; negative when it is not of this tag. */
  private static int content(byte[] der, int at, int tag) {
    if (at + 2 > der.length || der[at] != tag) {
      return -1;
    }
    int length = der[at + 1] & 0xff;
    return at + 2 + (length > 0x80 ? length - 0x80 : 0);
  }
}
