package org.nexusauth.keys;

import java.util.Locale;

/**
 * Rejects texts of signing keys in known but unsupported forms; the message has the command that
 * converts them. A file is read as ISO-8859-1: one character for each byte.
 */
final class SigningKeyFormatCheck {

  private static final String UTF8_MARK = "\u00ef\u00bb\u00bf";

  private SigningKeyFormatCheck() {}

  static void requireSupported(String text) {
    String fault = findFault(text);
    if (!fault.isEmpty()) {
      throw new SigningKeyException(fault);
    }
  }

  private static String findFault(String text) {
    if (startsWithAny(text, "\ufeff", UTF8_MARK)) {
      return "the text starts with a byte order mark; remove it:"
          + " sed -i '1s/^\\xEF\\xBB\\xBF//' FILE";
    }
    if (startsWithAny(text, "0\u0082", "0\u0081")) {
      return "this is DER, not PEM; convert it:"
          + " openssl pkcs8 -topk8 -nocrypt -inform DER -in FILE -out signing.pem";
    }
    if (startsWithAny(text, "\u00ff\u00fe", "\u00fe\u00ff\0") || text.indexOf('\0') >= 0) {
      return "this is UTF-16 or binary; if it is text, convert it:"
          + " iconv -f UTF-16 -t UTF-8 FILE > NEW";
    }
    if (startsWithAny(text.strip(), "\"", "'")) {
      return "the text begins with a quotation mark; give the key without quotation marks";
    }
    if (text.strip().toLowerCase(Locale.ROOT).startsWith("ssh-")) {
      return "this is a public key of OpenSSH, which verifies but cannot sign; give the private key";
    }
    return "";
  }

  private static boolean startsWithAny(String text, String one, String other) {
    return text.startsWith(one) || text.startsWith(other);
  }
}
