package org.nexusauth.console.json;

import java.util.Optional;

/** What every text of a client must be: bounded, and Unicode without control characters. */
public final class TextRules {
  /** The longest id of anything. */
  public static final int MAX_ID = 255;

  private TextRules() {}

  /** Returns what is wrong with a text, a sentence that does not repeat it. */
  public static Optional<String> findProblem(String text, int maxLength) {
    if (text.length() > maxLength) {
      return Optional.of("It has %s characters; %s at most.".formatted(text.length(), maxLength));
    }
    if (text.codePoints().anyMatch(TextRules::isForbidden)) {
      return Optional.of("It contains a control character or a lone surrogate; remove it.");
    }
    return Optional.empty();
  }

  /** Returns whether there can be something with this id. */
  public static boolean canBeId(String text) {
    return !text.isEmpty() && findProblem(text, MAX_ID).isEmpty();
  }

  private static boolean isForbidden(int codePoint) {
    return Character.isISOControl(codePoint)
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }
}
