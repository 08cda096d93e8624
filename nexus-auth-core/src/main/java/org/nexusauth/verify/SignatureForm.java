package org.nexusauth.verify;

import org.nexusauth.jwk.internal.VerificationKey;

/** Says what is wrong with a signature that does not verify. */
final class SignatureForm {
  private static final int DER_SEQUENCE = 0x30;
  private static final int DER_INTEGER = 0x02;

  private SignatureForm() {}

  static String fault(VerificationKey key, byte[] signature) {
    int expected = key.signatureLength();
    if (signature.length == expected) {
      return "the signature is not by " + key;
    }
    String length =
        "the signature has " + signature.length + " bytes, and one by " + key + " has " + expected;
    return key.algorithm().startsWith("ES") && isDer(signature)
        ? length + ": it is in DER; a JWS has r and s one after the other (RFC 7518 §3.4)"
        : length;
  }

  /** Looks for the start of an ECDSA-Sig-Value, as most tools make it (RFC 3279 §2.2.3). */
  private static boolean isDer(byte[] signature) {
    if (signature.length < 8 || signature[0] != DER_SEQUENCE) {
      return false;
    }
    int content = signature[1] == (byte) 0x81 ? 3 : 2;
    return signature[content] == DER_INTEGER
        && (signature[content - 1] & 0xff) == signature.length - content;
  }
}
