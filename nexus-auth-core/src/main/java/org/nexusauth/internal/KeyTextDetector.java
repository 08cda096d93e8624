package org.nexusauth.internal;

import java.util.regex.Pattern;

/**
 * Detects API keys and private keys in texts where none belongs.
 *
 * <p>Two degrees of certainty: {@link #mayContainKey} also accepts parts of keys and is for values
 * that clients send, where a false positive costs a search in two logs and a false negative puts a
 * key into a log. {@link #containsKey} and {@link #redactKeys} are for texts of operators, in which
 * thumbprints and long ids are legitimate.
 */
public final class KeyTextDetector {
  /** The base64url form of <code>{"</code>, the start of most JOSE headers and claims sets. */
  private static final String OBJECT_START = "eyJ";

  private static final int MIN_START_LENGTH = 8;

  /** A KSUID has 27 letters and digits; longer words of ids are hexadecimal. */
  private static final int MAX_WORD_LENGTH = 27;

  /** Longer than the words of an id with hyphens and underscores between them. */
  private static final int MAX_RUN_LENGTH = 64;

  private static final int MIN_SHARED_LENGTH = 16;

  /** Any {@link #MIN_SHARED_LENGTH} characters contain one aligned block of this length. */
  private static final int BLOCK_LENGTH = MIN_SHARED_LENGTH / 2;

  /** A compact JWS whose header may have whitespace before its first name, or a long part of it. */
  private static final Pattern API_KEY =
      Pattern.compile(
          "eyJ[\\w-]{17,}[\\w.-]*|(?:eyJ|eyA|ewo|ew0|ewk)[\\w-]{5,}\\.[\\w-]+\\.[\\w-]*"
              // A signature, or a part of one; longer than a thumbprint of SHA-512.
              + "|(?=[\\w-]{0,99}[A-Z])(?=[\\w-]{0,99}[a-z])(?=[\\w-]{0,99}\\d)[\\w-]{100,}");

  /** PEM, or a JWK with private or secret members. */
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN[\\s\\S]*|\\{[\\s\\S]*\"(?:kty|d|k)\"\\s*:[\\s\\S]*");

  private static final int UPPER = 1;
  private static final int LOWER = 2;
  private static final int DIGIT = 4;
  private static final int MIXED = UPPER | LOWER | DIGIT;
  private static final int HYPHEN = 8;

  private KeyTextDetector() {}

  /** Returns whether the text contains an API key or a private key. */
  public static boolean containsKey(String text) {
    return API_KEY.matcher(text).find() || PRIVATE_KEY.matcher(text).find();
  }

  /** Returns the text with placeholders for the API keys and private keys in it. */
  public static String redactKeys(String text) {
    String withoutApiKeys = API_KEY.matcher(text).replaceAll("(a key)");
    return PRIVATE_KEY.matcher(withoutApiKeys).replaceAll("(a private key)");
  }

  /**
   * Returns whether some part of the text may be an API key or a part of one.
   *
   * <p>False for UUIDs, ULIDs, KSUIDs, W3C and X-Ray trace ids and numbers: they are shorter, or
   * have letters of one case.
   */
  public static boolean mayContainKey(String text) {
    return hasObjectStart(text) || (text.length() > MAX_WORD_LENGTH && hasLongMixedRun(text));
  }

  /** Returns the path with an ellipsis for each segment that may contain a key. */
  public static String maskPath(String path) {
    if (!mayContainKey(path)) {
      return path;
    }
    String[] segments = path.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      if (mayContainKey(segments[i])) {
        segments[i] = "…";
      }
    }
    return String.join("/", segments);
  }

  /** Returns whether the text shares 16 or more consecutive characters with the key. */
  public static boolean containsPartOf(String text, String key) {
    for (int block = 0; block + BLOCK_LENGTH <= text.length(); block += BLOCK_LENGTH) {
      String part = text.substring(block, block + BLOCK_LENGTH);
      for (int at = key.indexOf(part); at >= 0; at = key.indexOf(part, at + 1)) {
        if (sharedLength(key, at, text, block) >= MIN_SHARED_LENGTH) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns how many consecutive characters around two positions are equal. */
  private static int sharedLength(String key, int inKey, String text, int inText) {
    int before = 0;
    while (before < Math.min(inKey, inText)
        && key.charAt(inKey - before - 1) == text.charAt(inText - before - 1)) {
      before++;
    }
    int after = 0;
    int limit = Math.min(key.length() - inKey, text.length() - inText);
    while (after < limit && key.charAt(inKey + after) == text.charAt(inText + after)) {
      after++;
    }
    return before + after;
  }

  private static boolean hasObjectStart(String text) {
    for (int at = text.indexOf(OBJECT_START); at >= 0; at = text.indexOf(OBJECT_START, at + 1)) {
      int end = at;
      while (end < text.length() && characterKind(text.charAt(end)) != 0) {
        end++;
      }
      if (end - at >= MIN_START_LENGTH) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasLongMixedRun(String text) {
    int word = 0;
    int kindsOfWord = 0;
    int run = 0;
    int kindsOfRun = 0;
    for (int i = 0; i < text.length(); i++) {
      int kind = characterKind(text.charAt(i));
      if (kind == 0) {
        run = 0;
        kindsOfRun = 0;
      } else {
        run++;
        kindsOfRun |= kind;
      }
      if (kind == 0 || kind == HYPHEN) {
        word = 0;
        kindsOfWord = 0;
      } else {
        word++;
        kindsOfWord |= kind;
      }
      if ((word > MAX_WORD_LENGTH && isMixed(kindsOfWord))
          || (run > MAX_RUN_LENGTH && isMixed(kindsOfRun))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMixed(int kinds) {
    return (kinds & MIXED) == MIXED;
  }

  /** Returns the kind of a base64url character; 0 for all others. */
  private static int characterKind(char c) {
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
}
