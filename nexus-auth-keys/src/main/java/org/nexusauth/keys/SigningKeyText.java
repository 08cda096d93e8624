package org.nexusauth.keys;

import java.util.Locale;

/**
 * Refuses texts of signing keys in forms that are known and not read, with the command that
 * converts them. The text of a file comes with a character for each of its bytes.
 */
final class SigningKeyText {

  private static final String UTF8_MARK = "\u00ef\u00bb\u00bf";

  private SigningKeyText() {}

  static void requireSupported(String text) {
    String fault = fault(text);
    if (!fault.isEmpty()) {
      throw new SigningKeyException(fault);
    }
  }

  private static String fault(String text) {
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
    return text.strip().toLowerCase(Locale.ROOT).startsWith("ssh-")
        ? "this is a public key of OpenSSH, which verifies but cannot sign; give the private key"
        : "";
  }

  private static boolean startsWithAny(String text, String one, String other) {
    return text.startsWith(one) || text.startsWith(other);
  }
}
