package org.nexusauth.revocation;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.nexusauth.internal.InvisibleCharacters;
import org.nexusauth.internal.KeyTextDetector;

/** Checks the reason of a revocation, which is stored as it is given: one line, no key in it. */
public final class ReasonText {
  private static final int MAX_CHARACTERS = 200;
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\x80-\\x9f\\u2028\\u2029]");

  /** A key that is pasted into the reason would be in the store in clear text. */
  private static final Pattern LIKE_A_KEY =
      Pattern.compile("[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]{8,}|eyJ[\\w-]{17,}");

  private ReasonText() {}

  /** Returns what is wrong with a text, for its author; empty if nothing is. */
  public static Optional<String> problemWith(String text) {
    if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
      return Optional.of("reason may have " + MAX_CHARACTERS + " characters at most");
    }
    if (BREAKS.matcher(text).find()) {
      return Optional.of("reason must be one line");
    }
    Optional<String> invisible = invisibleCharacterIn(text);
    if (invisible.isEmpty()
        && (LIKE_A_KEY.matcher(text).find() || KeyTextDetector.mayContainKey(text))) {
      return Optional.of("reason must have no key in it: it is stored as it stands");
    }
    return invisible;
  }

  private static Optional<String> invisibleCharacterIn(String text) {
    OptionalInt invisible = text.codePoints().filter(InvisibleCharacters::isInvisible).findFirst();
    if (invisible.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "reason has a character that is not seen, U+%04X: type it instead of pasting it",
            invisible.getAsInt()));
  }
}
