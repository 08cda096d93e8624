package org.nexusauth.management.model;

import java.time.Instant;

/**
 * That a key was revoked.
 *
 * @param at when it takes, or took, effect
 * @param by the operator who revoked it
 * @param cause why, in a word
 * @param text why, in the operator's words; may be empty
 */
public record KeyRevocation(Instant at, String by, Cause cause, String text) {

  /** Why a key is revoked. */
  public enum Cause {
    /** Its text became known to others. */
    LEAKED,
    /** It is no longer needed. */
    UNUSED,
    /** Its owner has left. */
    OWNER_LEFT,
    /** It was replaced in a rotation. */
    ROTATED,
    /** Something else: the text says it. */
    OTHER
  }
}
