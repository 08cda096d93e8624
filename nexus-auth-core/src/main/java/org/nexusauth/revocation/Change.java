package org.nexusauth.revocation;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change in a feed.
 *
 * @param subject what changed
 * @param state the new state
 * @param effectiveAt when it takes effect, by the clock of the node that reads it
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
    ENABLED
  }
}
