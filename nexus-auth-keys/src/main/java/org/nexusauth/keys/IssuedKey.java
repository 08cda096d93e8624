package org.nexusauth.keys;

import java.time.Instant;

/**
 * A new key. Its text is there to be shown to its owner once and kept nowhere else; {@link
 * #toString()} has only a fingerprint. Immutable.
 */
public final class IssuedKey {

  private final String text;
  private final String id;
  private final Instant issuedAt;
  private final Instant expiresAt;

  IssuedKey(String text, String id, Instant issuedAt, Instant expiresAt) {
    this.text = text;
    this.id = id;
    this.issuedAt = issuedAt;
    this.expiresAt = expiresAt;
  }

  /**
   * Returns the key itself, as it goes into the {@code api-key} header. Every caller that has it is
   * accepted: do not log it, do not store it.
   */
  public String text() {
    return text;
  }

  /** Returns the key's id, by which it is revoked. */
  public String id() {
    return id;
  }

  /** Returns when the key was issued. */
  public Instant issuedAt() {
    return issuedAt;
  }

  /** Returns the first instant at which the key is expired. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /**
   * Returns what identifies this key in records and logs without revealing it: the start of the
   * SHA-256 of its text.
   */
  public String fingerprint() {
    return KeyFingerprint.fingerprintOf(text);
  }

  /** Returns the last four characters of the text, by which its owner recognizes it in a list. */
  public String lastFour() {
    return KeyFingerprint.lastFourOf(text);
  }

  /** The id, the end and the fingerprint; never the text. */
  @Override
  public String toString() {
    return "IssuedKey[" + id + ", expires " + expiresAt + ", " + fingerprint() + "]";
  }
}
