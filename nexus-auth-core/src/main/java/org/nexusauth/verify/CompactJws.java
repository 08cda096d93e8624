package org.nexusauth.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.nexusauth.json.Base64Url;
import org.nexusauth.jwk.internal.VerificationKey;

/** The three parts of a compact JWS (RFC 7515 §7.1) whose text is canonical base64url. */
final class CompactJws implements JwsParseResult {
  private final byte[] text;
  private final int firstDot;
  private final int secondDot;

  private CompactJws(byte[] text, int firstDot, int secondDot) {
    this.text = text;
    this.firstDot = firstDot;
    this.secondDot = secondDot;
  }

  /** Parses the compact serialization; only canonical base64url is accepted. */
  static JwsParseResult parse(String text) {
    // Characters beyond Latin-1 become question marks, which are not base64url either.
    byte[] latin1 = text.getBytes(StandardCharsets.ISO_8859_1);
    int other = Base64Url.firstOther(latin1);
    if (other < latin1.length) {
      return invalidCharacter(other + 1, text.length(), text.charAt(other));
    }
    int first = text.indexOf('.');
    if (first < 0) {
      return malformed("one part instead of three");
    }
    int second = text.indexOf('.', first + 1);
    if (second < 0) {
      return malformed("two parts instead of three");
    }
    if (text.indexOf('.', second + 1) >= 0) {
      return malformed("more than three parts; an encrypted JWT has five");
    }
    return new CompactJws(latin1, first, second).checkParts();
  }

  private JwsParseResult checkParts() {
    String problem = partProblem(0, firstDot, "header");
    if (problem.isEmpty()) {
      problem = partProblem(firstDot + 1, secondDot, "payload");
    }
    if (problem.isEmpty()) {
      problem = partProblem(secondDot + 1, text.length, "signature");
    }
    return problem.isEmpty() ? this : malformed(problem);
  }

  private String partProblem(int from, int to, String name) {
    if (from == to) {
      return "the " + name + " is empty";
    }
    if (!Base64Url.isCanonicalEnd(to - from, text[to - 1])) {
      return "the " + name + " does not end as base64url does: cut off, or changed";
    }
    return "";
  }

  private static JwsParseResult invalidCharacter(int position, int length, char c) {
    return new JwsParseResult.Malformed(
        () ->
            "character "
                + position
                + " of "
                + length
                + ", U+"
                + HexFormat.of().withUpperCase().toHexDigits(c)
                + ", is not base64url");
  }

  private static JwsParseResult malformed(String problem) {
    return new JwsParseResult.Malformed(() -> problem);
  }

  /** Returns the encoded header. */
  byte[] headerText() {
    return Arrays.copyOf(text, firstDot);
  }

  boolean hasHeaderText(byte[] other) {
    return Arrays.equals(text, 0, firstDot, other, 0, other.length);
  }

  byte[] header() {
    return Base64Url.decode(text, 0, firstDot);
  }

  byte[] payload() {
    return Base64Url.decode(text, firstDot + 1, secondDot);
  }

  /**
   * Returns whether a signature is a key's over the first two parts with the dot between (RFC 7515
   * §5.2).
   */
  boolean isSignedBy(VerificationKey key, byte[] signature) {
    return key.verifies(text, secondDot, signature);
  }

  byte[] signature() {
    return Base64Url.decode(text, secondDot + 1, text.length);
  }

  /** Returns the bytes that are signed. */
  byte[] signingInput() {
    return Arrays.copyOf(text, secondDot);
  }
}
