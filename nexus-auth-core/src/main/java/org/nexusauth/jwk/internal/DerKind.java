package org.nexusauth.jwk.internal;

import java.util.Set;

/** The kinds of binary documents that begin as DER (ITU-T X.690), by their first elements. */
public enum DerKind {
  /** A SubjectPublicKeyInfo (RFC 5280 §4.1.2.7). */
  PUBLIC_KEY,
  /** A private key: PKCS #8, encrypted or not (RFC 5958), PKCS #1 or SEC 1. */
  PRIVATE_KEY,
  /** Another structure, as a certificate. */
  OTHER,
  /** Not DER. */
  NONE;

  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int LONG_FORM = 0x80;

  /** PKCS #5 and PKCS #12 encryption: what an encrypted private key begins with. */
  private static final Set<String> ENCRYPTION = Set.of("2a864886f70d0105", "2a864886f70d010c");

  /** Returns the kind of a document. */
  public static DerKind of(byte[] bytes) {
    if (bytes.length < 4 || bytes[0] != SEQUENCE) {
      return NONE;
    }
    int length = bytes[1] & 0xff;
    boolean isLong = length > LONG_FORM && length <= LONG_FORM + 3;
    boolean isWholeShort = length < LONG_FORM && length + 2 == bytes.length;
    if (!isLong && !isWholeShort) {
      return NONE;
    }
    return kindOfContent(bytes, 2 + Math.max(0, length - LONG_FORM));
  }

  private static DerKind kindOfContent(byte[] bytes, int at) {
    if (at + 3 > bytes.length) {
      return OTHER;
    }
    // The version of a private key is 0 or 1; a key store of PKCS #12 has 3.
    if (bytes[at] == INTEGER && bytes[at + 1] == 1 && (bytes[at + 2] & 0xfe) == 0) {
      return PRIVATE_KEY;
    }
    String identifier = SubjectPublicKeyInfo.algorithmIdentifier(bytes);
    if (ENCRYPTION.stream().anyMatch(identifier::startsWith)) {
      return PRIVATE_KEY;
    }
    if (identifier.isEmpty()) {
      return OTHER;
    }
    return PUBLIC_KEY;
  }
}
