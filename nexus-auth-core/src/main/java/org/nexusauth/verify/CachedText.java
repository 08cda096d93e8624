package org.nexusauth.verify;

/**
 * A key's text as a key of the cache: equal by the whole text, hashed by the signature's tail,
 * which is unpredictable to whoever has no signing key and short to read.
 */
final class CachedText {
  private static final int TAIL = 24;

  private final String text;
  private final int hash;

  CachedText(String text) {
    this.text = text;
    int h = text.length();
    for (int i = Math.max(0, text.length() - TAIL); i < text.length(); i++) {
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

  /** Returns a fingerprint; never the text. */
  @Override
  public String toString() {
    return "key text of " + text.length() + " characters";
  }
}
