package org.nexusauth.benchmarks.core;

import java.util.List;

/** What comes instead of a good key, made from one; no cryptography is needed to deny it. */
public enum BadKey {
  /** Nothing but the header's name. */
  EMPTY,
  /** More than 4,096 characters. */
  TOO_LONG,
  /** Whitespace before the last character. */
  WHITESPACE,
  /** As in the Authorization header. */
  BEARER,
  /** Two keys joined by a comma. */
  COMMA,
  /** A plus before the last character, of another alphabet. */
  ALPHABET,
  /** No signature. */
  TWO_PARTS,
  /** As many parts as an encrypted JWT has. */
  FIVE_PARTS,
  /** Cut off by one character. */
  CUT_OFF,
  /** A header that is no JSON. */
  NO_JSON,
  /** A key id that no key has. */
  UNKNOWN_KEY;

  private static final String UNKNOWN =
      "eyJhbGciOiJSUzI1NiIsImtpZCI6Im5vYm9keSJ9"; // {"alg":"RS256","kid":"nobody"}

  /** Returns the header's values that this is, made from a good key. */
  List<String> from(String key) {
    return List.of(text(key));
  }

  private String text(String key) {
    String start = key.substring(0, key.length() - 1);
    String end = key.substring(key.length() - 1);
    return switch (this) {
      case EMPTY -> "";
      case TOO_LONG -> "a".repeat(5_000);
      case WHITESPACE -> start + " " + end;
      case BEARER -> "Bearer " + key;
      case COMMA -> key + "," + key;
      case ALPHABET -> start + "+" + end;
      case TWO_PARTS -> key.substring(0, key.lastIndexOf('.'));
      case FIVE_PARTS -> key + ".a.a";
      case CUT_OFF -> start;
      case NO_JSON -> "AAAA" + key.substring(key.indexOf('.'));
      case UNKNOWN_KEY -> UNKNOWN + key.substring(key.indexOf('.'));
    };
  }
}
