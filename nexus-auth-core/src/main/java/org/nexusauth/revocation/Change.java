package org.nexusauth.revocation;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change in a feed.
 *
 * @param subject what changed
 * @param state the new state
 * @param effectiveAt when it takes effect, by the clock of the node that reads it; of a withdrawal,
 *     the instant after which the revocations that it withdraws would have taken effect
 * @param issuedBefore null for the whole subject, else only keys issued at this instant or before
 * @param until when it may be deleted; null for never
 * @param reason why, for people who operate
 */
public record Change(
    SubjectId subject,
    State state,
    Instant effectiveAt,
    @Nullable Instant issuedBefore,
    @Nullable Instant until,
    String reason) {

  /** Checks that nothing is null that must not be. */
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
   * Returns switching a subject on or off as a change.
   *
   * @param at when it is switched
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

  /**
   * Returns the withdrawal of scheduled revocations of a whole subject as a change.
   *
   * @param after revocations that take effect after this instant are withdrawn
   * @param until when all of the withdrawn revocations could have been deleted; null for never
   */
  public static Change ofWithdrawal(SubjectId subject, Instant after, @Nullable Instant until) {
    return new Change(subject, State.WITHDRAWN, after, null, until, "withdrawn");
  }

  /**
   * Returns whether this change, a withdrawal, withdraws an earlier one: a revocation of the same
   * whole subject that takes effect after this one's {@code effectiveAt}, whatever time it is now.
   */
  public boolean withdraws(Change earlier) {
    return state == State.WITHDRAWN
        && earlier.state == State.REVOKED
        && earlier.issuedBefore == null
        && earlier.subject.equals(subject)
        && earlier.effectiveAt.isAfter(effectiveAt);
  }

  /** Returns this change, a revocation, with the subject whose id it has. */
  public Revocation revocationOf(Subject named) {
    return new Revocation(named, effectiveAt, issuedBefore, until, reason);
  }

  /** Returns this change, in force at an instant. */
  public Change noLaterThan(Instant latest) {
    if (effectiveAt.isAfter(latest)) {
      return new Change(subject, state, latest, issuedBefore, until, reason);
    }
    return this;
  }

  /** The states that a change can bring. */
  public enum State {
    /** Permanently revoked. */
    REVOKED,
    /** Switched off. */
    DISABLED,
    /** Switched on again. */
    ENABLED,
    /** No longer to be revoked, see {@link Change#withdraws}. */
    WITHDRAWN;

    /** Returns whether a subject is switched off or on. */
    public boolean isSwitch() {
      return this == DISABLED || this == ENABLED;
    }
  }
}
