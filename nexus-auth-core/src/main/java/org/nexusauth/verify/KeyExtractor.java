package org.nexusauth.verify;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;

/**
 * Extracts the text of one key from the values of its header. Nothing is trimmed. In {@code
 * Authorization} the key follows the scheme {@code Bearer}, in any case, and one space (RFC 6750
 * §2.1).
 */
final class KeyExtractor {
  private static final String BEARER = "bearer";
  private static final String WHITESPACE = " \t\r\n";

  private static final Pattern OTHER_SCHEME =
      Pattern.compile("[!#$%&'*+^_`|~0-9A-Za-z-]{1,32}[ \t]");

  private final TokenSettings settings;

  KeyExtractor(TokenSettings settings) {
    this.settings = settings;
  }

  /** Returns why the values cannot hold a key by their count or length, or null if they can. */
  @Nullable KeyDenied checkCountAndLength(List<String> values) {
    if (values.isEmpty()) {
      return deny(Reason.KEY_MISSING, "no " + settings.header() + " header");
    }
    if (values.size() > 1) {
      return deny(
          Reason.KEY_REPEATED, values.size() + " values of the " + settings.header() + " header");
    }
    int length = values.get(0).length();
    if (length == 0) {
      return deny(Reason.KEY_MISSING, "an empty " + settings.header() + " header");
    }
    if (length > settings.maxLength()) {
      return deny(Reason.KEY_TOO_LONG, length + " characters; at most " + settings.maxLength());
    }
    return null;
  }

  /** Returns the text of the key in a value, or null when the required scheme is missing. */
  @Nullable String extractText(String value) {
    if (!settings.expectsBearer()) {
      return stripPrefix(value);
    }
    if (hasBearer(value) && value.charAt(BEARER.length()) == ' ') {
      return stripPrefix(value.substring(BEARER.length() + 1));
    }
    return null;
  }

  /** Returns the value without the configured prefix, which is removed once. */
  String stripPrefix(String value) {
    String prefix = settings.prefix();
    if (prefix == null || !value.startsWith(prefix)) {
      return value;
    }
    return value.substring(prefix.length());
  }

  /** Returns the denial of a value that {@link #extractText} finds no key in. */
  KeyDenied denyMissingScheme(String value) {
    return denyMalformed(value, () -> "no scheme");
  }

  /** Returns the denial of a value whose key is malformed, with the most helpful cause. */
  KeyDenied denyMalformed(String value, JwsParseResult.Malformed malformed) {
    return denyMalformed(value, malformed.problem());
  }

  private KeyDenied denyMalformed(String value, Supplier<String> problem) {
    if (settings.expectsBearer()) {
      return denyMalformedBearer(value, problem);
    }
    return denyMalformedKey(value, problem);
  }

  private KeyDenied denyMalformedBearer(String value, Supplier<String> problem) {
    if (hasOtherScheme(value)) {
      return deny(
          Reason.KEY_MISSING, "the scheme in the " + settings.header() + " header is not Bearer");
    }
    int start = hasBearer(value) ? BEARER.length() + 1 : 0;
    if (start == value.length() || value.equalsIgnoreCase(BEARER)) {
      return deny(Reason.KEY_MISSING, "no key after \"Bearer\"");
    }
    if (start > 0 && hasBearer(value.substring(start))) {
      return deny(Reason.KEY_BEARER_PREFIX, "\"Bearer\" stands twice before the key");
    }
    if (value.indexOf(',') >= 0) {
      return denyComma();
    }
    int whitespace = start + firstWhitespace(value.substring(start));
    if (start > 0 && value.charAt(start - 1) != ' ') {
      whitespace = start - 1;
    }
    if (whitespace < value.length()) {
      return denyWhitespace(whitespace, value);
    }
    if (start == 0) {
      return deny(Reason.KEY_MALFORMED, "\"Bearer\" and one space do not stand before the key");
    }
    return new KeyDenied(Reason.KEY_MALFORMED, Step.LEX, problem.get());
  }

  /** Returns whether a first word and a space are neither Bearer nor the start of a key. */
  private boolean hasOtherScheme(String value) {
    return !hasBearer(value)
        && OTHER_SCHEME.matcher(value).lookingAt()
        && !stripPrefix(value).startsWith("eyJ");
  }

  private static KeyDenied denyMalformedKey(String value, Supplier<String> problem) {
    if (hasBearer(value)) {
      return deny(Reason.KEY_BEARER_PREFIX, "\"Bearer\" stands before the key");
    }
    if (value.indexOf(',') >= 0) {
      return denyComma();
    }
    int whitespace = firstWhitespace(value);
    if (whitespace < value.length()) {
      return denyWhitespace(whitespace, value);
    }
    return new KeyDenied(Reason.KEY_MALFORMED, Step.LEX, problem.get());
  }

  private static KeyDenied denyComma() {
    return deny(Reason.KEY_REPEATED, "a comma: two keys in one value?");
  }

  private static KeyDenied denyWhitespace(int index, String value) {
    return deny(
        Reason.KEY_WHITESPACE,
        "character " + (index + 1) + " of " + value.length() + " is whitespace");
  }

  private static boolean hasBearer(String value) {
    return value.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && value.length() > BEARER.length()
        && isWhitespace(value.charAt(BEARER.length()));
  }

  private static boolean isWhitespace(char c) {
    return WHITESPACE.indexOf(c) >= 0;
  }

  /** Returns the index of the first whitespace character; the length when there is none. */
  private static int firstWhitespace(String value) {
    int first = value.length();
    for (int i = 0; i < WHITESPACE.length(); i++) {
      int at = value.indexOf(WHITESPACE.charAt(i)); // An intrinsic: several characters a step.
      if (at >= 0 && at < first) {
        first = at;
      }
    }
    return first;
  }

  private static KeyDenied deny(Reason reason, String detail) {
    return new KeyDenied(reason, Step.EXTRACT, detail);
  }
}
