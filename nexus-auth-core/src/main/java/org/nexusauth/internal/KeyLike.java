package org.nexusauth.internal;

/**
 * Recognises text that is a key, or a part of one, among ids and versions that clients send. Errs
 * towards yes: an id that is not taken over costs a search in two logs, a key in a log is lost.
 *
 * <p>UUIDs, ULIDs, KSUIDs, W3C and X-Ray trace ids and numbers are none: they are shorter, or have
 * letters of one case.
 */
public final class KeyLike {
  /**
   * What base64url makes of <code>{"</code>, which every header and every claims set begins with.
   */
  private static final String START = "eyJ";

  private static final int MIN_START = 8;

  /** A KSUID has 27 letters and digits; longer words of ids are hexadecimal. */
  private static final int MAX_WORD = 27;

  /** Longer than the words of an id with hyphens and underscores between them. */
  private static final int MAX_RUN = 64;

  /** So many characters of the request's own key are a part of it. */
  private static final int MIN_SHARED = 16;

  /** Of any {@link #MIN_SHARED} characters, one aligned block of this length is whole. */
  private static final int BLOCK = MIN_SHARED / 2;

  private static final int UPPER = 1;
  private static final int LOWER = 2;
  private static final int DIGIT = 4;
  private static final int MIXED = UPPER | LOWER | DIGIT;
  private static final int HYPHEN = 8;

  private KeyLike() {}

  /** Returns whether a text has a part that may be of a key. */
  public static boolean isIn(String text) {
    return hasStart(text) || (text.length() > MAX_WORD && hasLongRun(text));
  }

  private static boolean hasStart(String text) {
    for (int at = text.indexOf(START); at >= 0; at = text.indexOf(START, at + 1)) {
      int end = at;
      while (end < text.length() && kind(text.charAt(end)) != 0) {
        end++;
      }
      if (end - at >= MIN_START) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasLongRun(String text) {
    int word = 0;
    int kindsOfWord = 0;
    int run = 0;
    int kindsOfRun = 0;
    for (int i = 0; i < text.length(); i++) {
      int kind = kind(text.charAt(i));
      boolean inWord = kind != 0 && kind != HYPHEN;
      word = inWord ? word + 1 : 0;
      kindsOfWord = inWord ? kindsOfWord | kind : 0;
      run = kind == 0 ? 0 : run + 1;
      kindsOfRun = kind == 0 ? 0 : kindsOfRun | kind;
      if ((word > MAX_WORD && isMixed(kindsOfWord)) || (run > MAX_RUN && isMixed(kindsOfRun))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMixed(int kinds) {
    return (kinds & MIXED) == MIXED;
  }

  /** Returns the kind of a base64url character; 0 for all others. */
  private static int kind(char c) {
    if (c >= 'a' && c <= 'z') {
      return LOWER;
    }
    if (c >= 'A' && c <= 'Z') {
      return UPPER;
    }
    if (c >= '0' && c <= '9') {
      return DIGIT;
    }
    return c == '-' || c == '_' ? HYPHEN : 0;
  }

  /** Returns whether a text has 16 or more characters in a row that a key has, too. */
  public static boolean isPartOf(String key, String text) {
    for (int block = 0; block + BLOCK <= text.length(); block += BLOCK) {
      String part = text.substring(block, block + BLOCK);
      for (int at = key.indexOf(part); at >= 0; at = key.indexOf(part, at + 1)) {
        if (shared(key, at, text, block) >= MIN_SHARED) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns how many characters around two places are the same. */
  private static int shared(String key, int inKey, String text, int inText) {
    int before = 0;
    while (before < Math.min(inKey, inText)
        && key.charAt(inKey - before - 1) == text.charAt(inText - before - 1)) {
      before++;
    }
    int after = 0;
    int most = Math.min(key.length() - inKey, text.length() - inText);
    while (after < most && key.charAt(inKey + after) == text.charAt(inText + after)) {
      after++;
    }
    return before + after;
  }

  /** Returns a path in which segments that may be of a key are left out. */
  public static String masked(String path) {
    if (!isIn(path)) {
      return path;
    }
    String[] segments = path.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      segments[i] = isIn(segments[i]) ? "…" : segments[i];
    }
    return String.join("/", segments);
  }
}
