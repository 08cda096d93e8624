package org.nexusauth.management.leak;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.nexusauth.internal.KeyTextDetector;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.revocation.ReasonText;

/**
 * A text that was reported as a leaked key.
 *
 * @param text the text; may be a key that is valid
 * @param type its type, as the report names it
 * @param source where it was found, as the report says
 */
record ReportedToken(String text, String type, String source) {
  /** How a source begins that GitHub has signed. */
  static final String GITHUB = "github";

  /** What stands before the source in the reason of the revocation. */
  private static final String REASON_START = "leaked: reported by ";

  private static final int MAX_SOURCE_LENGTH = 180;

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

  /**
   * Returns where it was found, as a reason may be: printable, cut if it is long. A source that
   * holds a key, or may do so, is left out.
   */
  String printableSource() {
    String printable = cut(LogSanitizer.escape(source.strip())).strip();
    if (printable.isEmpty()
        || KeyTextDetector.containsPartOf(printable, text)
        || ReasonText.problemWith(REASON_START + printable).isPresent()) {
      return source.startsWith(GITHUB) ? GITHUB + " (address left out)" : "(source left out)";
    }
    return printable;
  }

  private static String cut(String source) {
    if (source.codePointCount(0, source.length()) <= MAX_SOURCE_LENGTH) {
      return source;
    }
    return source.substring(0, source.offsetByCodePoints(0, MAX_SOURCE_LENGTH - 1)) + "…";
  }

  /** Returns the type; nothing of the text. */
  @Override
  public String toString() {
    return "ReportedToken[" + LogSanitizer.sanitize(type) + "]";
  }
}
