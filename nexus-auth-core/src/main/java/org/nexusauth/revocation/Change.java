package org.nexusauth.revocation;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change in a feed.
 *
 * @param subject what changed
 * @param state what it is now
 * @param effectiveAt from when on, by the clock of the node that is told
 * @param issuedBefore null for the whole subject, else only keys issued at this moment or before it
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

  /** Checks that all is there that must be. */
  public Change {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(effectiveAt, "effectiveAt");
    Objects.requireNonNull(reason, "reason");
  }

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

  /**
   * Returns a switch as a change.
   *
   * @param at when it was switched
   * @throws IllegalArgumentException unless the subject is an integration or an agent
   */
  public static Change of(Subject subject, boolean enabled, Instant at, String reason) {
    if (subject.kind() != Subject.Kind.INTEGRATION && subject.kind() != Subject.Kind.AGENT) {
      throw new IllegalArgumentException(
          "only an integration or an agent can be switched, not a subject of kind "
              + subject.kind());
    }
    State state = enabled ? State.ENABLED : State.DISABLED;
    return new Change(SubjectId.of(subject), state, at, null, null, reason);
  }

  /** Returns this change, a revocation, of a subject that the caller knows by its name. */
  public Revocation revocationOf(Subject named) {
    return new Revocation(named, effectiveAt, issuedBefore, until, reason);
  }

  /** Returns this change, in force at a moment. */
  public Change noLaterThan(Instant moment) {
    return effectiveAt.isAfter(moment)
        ? new Change(subject, state, moment, issuedBefore, until, reason)
        : this;
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
