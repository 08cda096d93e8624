package org.nexusauth.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The blocks of a PEM text (RFC 7468 §3) and the lines before the first of them. */
record PemText(String text) {

  private static final String DASHES = "-----";

  static PemText of(String text) {
    // Some tools write a line end into an environment variable as a backslash and a letter.
    return new PemText(text.replaceAll("(\\\\r)?\\\\n", "\n").replace("\r\n", "\n"));
  }

  static String encodeBlock(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return begin(label) + "\n" + body + "\n" + end(label) + "\n";
  }

  boolean has(String label) {
    return text.contains(begin(label));
  }

  /** Whether a private key is encrypted, in PKCS #8 or by the headers of RFC 1421. */
  boolean isEncrypted() {
    return has("ENCRYPTED PRIVATE KEY") || text.matches("(?s).*\nProc-Type: *4, *ENCRYPTED.*");
  }

  /** The bytes of the only block of this label, or null if there is none. */
  byte @Nullable [] decodeBlock(String label) {
    int begin = text.indexOf(begin(label));
    if (begin < 0) {
      return null;
    }
    int from = begin + begin(label).length();
    int to = text.indexOf(end(label), from);
    if (to < 0 || text.indexOf(begin(label), from) >= 0) {
      throw new SigningKeyException(
          "the PEM needs exactly one whole block " + begin(label) + " and no second one");
    }
    try {
      String body = text.substring(from, to).replaceAll("\\s", "");
      return Base64.getDecoder().decode(body.getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new SigningKeyException("the PEM's block " + begin(label) + " is not Base64");
    }
  }

  /** The value of a {@code name: value} line before the first block, or null. */
  @Nullable String headerValue(String name) {
    int blocks = text.indexOf(DASHES);
    if (blocks < 0) {
      blocks = text.length();
    }
    return text.substring(0, blocks)
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse(null);
  }

  /** The text holds a private key. */
  @Override
  public String toString() {
    return "PemText";
  }

  private static String begin(String label) {
    return DASHES + "BEGIN " + label + DASHES;
  }

  private static String end(String label) {
    return DASHES + "END " + label + DASHES;
  }
}
