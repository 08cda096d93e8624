package org.nexusauth.verify;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.Reason;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.verify.Verification.Refused;
import org.nexusauth.verify.Verification.Step;

/** From the values of the header to the text of one key. Nothing is trimmed. */
final class Extraction {
  private static final String BEARER = "bearer";
  private static final String BLANKS = " \t\r\n";

  private final TokenSettings settings;

  Extraction(TokenSettings settings) {
    this.settings = settings;
  }

  /** Refuses what cannot hold a key by its count or its length; null when there is one value. */
  @Nullable Refused refuse(List<String> values) {
    if (values.isEmpty()) {
      return refused(Reason.KEY_MISSING, "no " + settings.header() + " header");
    }
    if (values.size() > 1) {
      return refused(
          Reason.KEY_REPEATED, values.size() + " values of the " + settings.header() + " header");
    }
    int length = values.get(0).length();
    if (length == 0) {
      return refused(Reason.KEY_MISSING, "an empty " + settings.header() + " header");
    }
    return length > settings.maxLength()
        ? refused(Reason.KEY_TOO_LONG, length + " characters; at most " + settings.maxLength())
        : null;
  }

  /** Takes the configured prefix off, once. */
  String withoutPrefix(String value) {
    String prefix = settings.prefix();
    return prefix != null && value.startsWith(prefix) ? value.substring(prefix.length()) : value;
  }

  /** Says what is wrong with a value that the lexer refused, the most telling cause first. */
  Refused malformed(String value, Supplier<String> problem) {
    if (hasBearer(value)) {
      return refused(Reason.KEY_BEARER_PREFIX, "\"Bearer\" stands before the key");
    }
    if (value.indexOf(',') >= 0) {
      return refused(Reason.KEY_REPEATED, "a comma: two keys in one value?");
    }
    int blank = firstBlank(value);
    if (blank < value.length()) {
      return refused(
          Reason.KEY_WHITESPACE,
          "character " + (blank + 1) + " of " + value.length() + " is a blank or a line break");
    }
    return new Refused(Reason.KEY_MALFORMED, Step.LEX, problem.get());
  }

  private static boolean hasBearer(String value) {
    return value.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && value.length() > BEARER.length()
        && isBlank(value.charAt(BEARER.length()));
  }

  private static boolean isBlank(char c) {
    return BLANKS.indexOf(c) >= 0;
  }

  /** Returns its index; the length when there is none. */
  private static int firstBlank(String value) {
    int first = value.length();
    for (int i = 0; i < BLANKS.length(); i++) {
      int at = value.indexOf(BLANKS.charAt(i)); // many characters at once, where the JVM can
      if (at >= 0 && at < first) {
        first = at;
      }
    }
    return first;
  }

  private static Refused refused(Reason reason, String detail) {
    return new Refused(reason, Step.EXTRACT, detail);
  }
}
