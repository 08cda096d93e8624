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
   * The key itself, as it goes into the {@code api-key} header. Whoever has it is let in: do not
   * log it, do not store it.
   *
   * @return the whole text
   */
  public String text() {
    return text;
  }

  /**
   * The key's id, by which it is revoked.
   *
   * @return the {@code jti}
   */
  public String id() {
    return id;
  }

  /**
   * When the key was issued.
   *
   * @return the {@code iat}, in whole seconds
   */
  public Instant issuedAt() {
    return issuedAt;
  }

  /**
   * The first moment at which the key is expired.
   *
   * @return the {@code exp}, in whole seconds
   */
  public Instant expiresAt() {
    return expiresAt;
  }

  /**
   * What tells this key from others in records and logs without giving it away: the start of the
   * SHA-256 of its text.
   *
   * @return for example {@code sha256:9f86d081884c}
   */
  public String fingerprint() {
    return Fingerprint.of(text);
  }

  /** The id, the end and the fingerprint; never the text. */
  @Override
  public String toString() {
    return "IssuedKey[" + id + ", expires " + expiresAt + ", " + fingerprint() + "]";
  }
}
