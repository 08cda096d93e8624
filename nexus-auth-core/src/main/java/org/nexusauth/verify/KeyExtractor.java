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
 * From the values of the header to the text of one key. Nothing is trimmed. In {@code
 * Authorization} the scheme {@code Bearer}, in any case, and one space stand before it (RFC 6750
 * §2.1).
 */
final class KeyExtractor {
  private static final String BEARER = "bearer";
  private static final String BLANKS = " \t\r\n";

  private static final Pattern OTHER_SCHEME =
      Pattern.compile("[!#$%&'*+^_`|~0-9A-Za-z-]{1,32}[ \t]");

  private final TokenSettings settings;

  KeyExtractor(TokenSettings settings) {
    this.settings = settings;
  }

  /** Refuses what cannot hold a key by its count or its length; null when there is one value. */
  @Nullable KeyDenied refuse(List<String> values) {
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

  /** Returns the text of the key in a value, or null when the scheme that must be there is not. */
  @Nullable String keyText(String value) {
    if (!settings.expectsBearer()) {
      return withoutPrefix(value);
    }
    return hasBearer(value) && value.charAt(BEARER.length()) == ' '
        ? withoutPrefix(value.substring(BEARER.length() + 1))
        : null;
  }

  /** Takes the configured prefix off, once. */
  String withoutPrefix(String value) {
    String prefix = settings.prefix();
    return prefix != null && value.startsWith(prefix) ? value.substring(prefix.length()) : value;
  }

  /** Says what is wrong with a value that the lexer refused, the most telling cause first. */
  KeyDenied malformed(String value, Supplier<String> problem) {
    return settings.expectsBearer()
        ? malformedBearer(value, problem)
        : malformedKey(value, problem);
  }

  private KeyDenied malformedBearer(String value, Supplier<String> problem) {
    if (hasOtherScheme(value)) {
      return refused(
          Reason.KEY_MISSING, "the scheme in the " + settings.header() + " header is not Bearer");
    }
    int start = hasBearer(value) ? BEARER.length() + 1 : 0;
    if (start == value.length() || value.equalsIgnoreCase(BEARER)) {
      return refused(Reason.KEY_MISSING, "no key after \"Bearer\"");
    }
    if (start > 0 && hasBearer(value.substring(start))) {
      return refused(Reason.KEY_BEARER_PREFIX, "\"Bearer\" stands twice before the key");
    }
    if (value.indexOf(',') >= 0) {
      return repeated();
    }
    boolean tab = start > 0 && value.charAt(start - 1) != ' ';
    int whitespace = tab ? start - 1 : start + firstBlank(value.substring(start));
    if (whitespace < value.length()) {
      return whitespace(whitespace, value);
    }
    return start > 0
        ? new KeyDenied(Reason.KEY_MALFORMED, Step.LEX, problem.get())
        : refused(Reason.KEY_MALFORMED, "\"Bearer\" and one space do not stand before the key");
  }

  /** A first word with a space after it that is neither Bearer nor the start of a key. */
  private boolean hasOtherScheme(String value) {
    return !hasBearer(value)
        && OTHER_SCHEME.matcher(value).lookingAt()
        && !withoutPrefix(value).startsWith("eyJ");
  }

  private KeyDenied malformedKey(String value, Supplier<String> problem) {
    if (hasBearer(value)) {
      return refused(Reason.KEY_BEARER_PREFIX, "\"Bearer\" stands before the key");
    }
    if (value.indexOf(',') >= 0) {
      return repeated();
    }
    int blank = firstBlank(value);
    return blank < value.length()
        ? whitespace(blank, value)
        : new KeyDenied(Reason.KEY_MALFORMED, Step.LEX, problem.get());
  }

  private static KeyDenied repeated() {
    return refused(Reason.KEY_REPEATED, "a comma: two keys in one value?");
  }

  private static KeyDenied whitespace(int index, String value) {
    return refused(
        Reason.KEY_WHITESPACE,
        "character " + (index + 1) + " of " + value.length() + " is a blank or a line break");
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

  private static KeyDenied refused(Reason reason, String detail) {
    return new KeyDenied(reason, Step.EXTRACT, detail);
  }
}
