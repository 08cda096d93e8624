package org.nexusauth.jwk.internal.source;

/** Recognizes the bytes of documents that hold keys in a form that is not read. */
final class BinaryKeyFormat {
  private BinaryKeyFormat() {}

  /** Returns what the bytes are and how to convert them; empty for all that may be text. */
  static String unsupported(byte[] bytes) {
    if (startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0xff, 0xfe) || hasZero(bytes)) {
      return "it is UTF-16 or binary, not UTF-8; if it is text, convert it:"
          + " iconv -f UTF-16 -t UTF-8 FILE > NEW";
    }
    if (startsWith(bytes, 0x30, 0x82) || startsWith(bytes, 0x30, 0x81)) {
      return der();
    }
    if (startsWith(bytes, 0xfe, 0xed, 0xfe, 0xed)) {
      return "it is a Java key store; take the certificate:"
          + " keytool -exportcert -rfc -keystore FILE -alias NAME";
    }
    return "";
  }

  private static String der() {
    return "it is DER, not PEM; convert a public key: openssl pkey -pubin -inform DER -in FILE"
        + " -pubout, or a certificate: openssl x509 -inform DER -in FILE";
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

  /** DER and key stores have zeros, too: they are recognized by how they begin. */
  private static boolean hasZero(byte[] bytes) {
    if (startsWith(bytes, 0x30) || startsWith(bytes, 0xfe, 0xed)) {
      return false;
    }
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }
}
