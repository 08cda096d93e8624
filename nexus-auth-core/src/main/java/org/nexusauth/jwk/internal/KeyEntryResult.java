package org.nexusauth.jwk.internal;

/** One entry of a document of verification keys. */
sealed interface KeyEntryResult {
  /** A key that verifies. */
  record Usable(VerificationKey key) implements KeyEntryResult {}

  /**
   * An entry for another purpose, or of a kind that is not known here (RFC 7517 §5): ignored.
   *
   * @param description the entry's id and why it is left out
   */
  record Ignored(String description) implements KeyEntryResult {}

  /**
   * An entry that is meant for verifying and must not be trusted.
   *
   * @param problem why, without key material
   */
  record Unusable(String problem) implements KeyEntryResult {}
}
