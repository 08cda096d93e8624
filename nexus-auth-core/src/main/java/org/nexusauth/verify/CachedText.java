package org.nexusauth.verify;

/**
 * The text of an API key as a key of the cache: equality compares the whole text; the hash covers
 * the end of the signature, which cannot be chosen without a signing key.
 */
final class CachedText {
  private static final int HASHED_LENGTH = 24;

  private final String text;
  private final int hash;

  CachedText(String text) {
    this.text = text;
    int h = text.length();
    for (int i = Math.max(0, text.length() - HASHED_LENGTH); i < text.length(); i++) {
      h = 31 * h + text.charAt(i);
    }
    this.hash = h;
  }

  String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CachedText that && hash == that.hash && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Returns the length, never the text. */
  @Override
  public String toString() {
    return "key text of " + text.length() + " characters";
  }
}
