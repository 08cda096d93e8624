package org.nexusauth.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change in a feed.
 *
 * @param subject what changed
 * @param state what it is now
 * @param effectiveAt from when on
 * @param issuedBefore null for the whole subject, else only keys issued before this moment
 * @param until when it may be forgotten; null for never
 * @param reason why, for people who operate
 */
public record Change(
    SubjectId subject,
    State state,
    Instant effectiveAt,
    @Nullable Instant issuedBefore,
    @Nullable Instant until,
    String reason) {

  /** Returns a revocation as a change. */
  public static Change of(Revocation revocation) {
    return new Change(
        SubjectId.of(revocation.subject()),
        State.REVOKED,
        revocation.effectiveAt(),
        revocation.issuedBefore(),
        revocation.until(),
        revocation.reason());
  }

  /** What a subject can become. */
  public enum State {
    /** Revoked for ever. */
    REVOKED,
    /** Switched off. */
    DISABLED,
    /** Switched on again. */
    ENABLED
  }
}
