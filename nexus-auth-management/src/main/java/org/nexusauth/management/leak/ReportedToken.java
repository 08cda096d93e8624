package org.nexusauth.management.leak;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.nexusauth.internal.KeyTextDetector;
import org.nexusauth.internal.LogSanitizer;

/**
 * A text that was reported as a leaked key.
 *
 * @param text the text; may be a key that is valid
 * @param type its type, as the report names it
 * @param source where it was found, as the report says
 */
record ReportedToken(String text, String type, String source) {
  private static final int MAX_SOURCE_LENGTH = 400;

  /** Returns the SHA-256 of the text, in hexadecimal. */
  String hash() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  /** Returns where it was found, in printable characters, without any key and cut if it is long. */
  String printableSource() {
    String safe = KeyTextDetector.redactKeys(source);
    if (KeyTextDetector.containsPartOf(safe, text)) {
      return "(a text with a part of the key)";
    }
    if (safe.length() <= MAX_SOURCE_LENGTH) {
      return LogSanitizer.escape(safe);
    }
    int end = safe.offsetByCodePoints(0, safe.codePointCount(0, MAX_SOURCE_LENGTH) - 1);
    return LogSanitizer.escape(safe.substring(0, end)) + "…";
  }

  /** Returns the type; nothing of the text. */
  @Override
  public String toString() {
    return "ReportedToken[" + LogSanitizer.sanitize(type) + "]";
  }
}
