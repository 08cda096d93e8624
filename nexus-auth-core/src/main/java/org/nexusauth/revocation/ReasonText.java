package org.nexusauth.revocation;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.nexusauth.internal.InvisibleCharacters;
import org.nexusauth.internal.KeyTextDetector;

/** What people may give as the reason of a revocation: a line, which is stored as it stands. */
public final class ReasonText {
  private static final int MOST = 200;
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\x80-\\x9f\\u2028\\u2029]");

  /** Whoever pastes a key into the reason would have it in the store, in clear. */
  private static final Pattern LIKE_A_KEY =
      Pattern.compile("[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]{8,}|eyJ[\\w-]{17,}");

  private ReasonText() {}

  /** Returns what is wrong with a text, for whoever gave it; empty when nothing is. */
  public static Optional<String> problem(String text) {
    if (text.codePointCount(0, text.length()) > MOST) {
      return Optional.of("reason may have " + MOST + " characters at most");
    }
    if (BREAKS.matcher(text).find()) {
      return Optional.of("reason must be one line");
    }
    OptionalInt invisible = text.codePoints().filter(InvisibleCharacters::isInvisible).findFirst();
    if (invisible.isPresent()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "reason has a character that is not seen, U+%04X: type it instead of pasting it",
              invisible.getAsInt()));
    }
    return LIKE_A_KEY.matcher(text).find() || KeyTextDetector.mayContainKey(text)
        ? Optional.of("reason must have no key in it: it is stored as it stands")
        : Optional.empty();
  }
}
