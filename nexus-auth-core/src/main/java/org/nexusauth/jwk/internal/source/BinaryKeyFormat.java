package org.nexusauth.jwk.internal.source;

import org.nexusauth.jwk.internal.DerKind;

/** Recognizes documents of keys in binary formats, which are not supported. */
final class BinaryKeyFormat {
  private BinaryKeyFormat() {}

  /** Returns what the bytes are and how to convert them; empty for what may be text. */
  static String describeUnsupported(byte[] bytes) {
    if (startsWith(bytes, 0xfe, 0xed, 0xfe, 0xed)) {
      return "it is a Java key store; take the certificate:"
          + " keytool -exportcert -rfc -keystore FILE -alias NAME";
    }
    DerKind kind = DerKind.of(bytes);
    if (kind == DerKind.PRIVATE_KEY) {
      return "it is a private key in DER; give the public key alone:"
          + " openssl pkey -inform DER -in FILE -pubout > NEW";
    }
    if (kind != DerKind.NONE) {
      return "it is DER, not PEM; convert a public key: openssl pkey -pubin -inform DER -in FILE"
          + " -pubout, or a certificate: openssl x509 -inform DER -in FILE";
    }
    if (startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0xff, 0xfe) || hasZero(bytes)) {
      return "it is UTF-16 or binary, not UTF-8; if it is text, convert it:"
          + " iconv -f UTF-16 -t UTF-8 FILE > NEW";
    }
    return "";
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xff) != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }
}
