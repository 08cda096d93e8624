package org.nexusauth.revocation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a store has of one subject: its revocations and its switch.
 *
 * @param subject the subject
 * @param revocations the revocations that no other one {@linkplain Revocation#covers covers}, in
 *     the order in which they were written: those in force, and those that take effect later; empty
 *     if it was never revoked
 * @param switchState whether it is switched on; always on unless it is an integration or an agent
 */
public record SubjectStatus(
    Subject subject, List<Revocation> revocations, SwitchState switchState) {

  /** Copies the revocations. */
  public SubjectStatus {
    Objects.requireNonNull(subject, "subject");
    revocations = List.copyOf(revocations);
    Objects.requireNonNull(switchState, "switchState");
  }

  /** Whether a subject is switched on. */
  public sealed interface SwitchState permits SwitchedOn, SwitchedOff {}

  /** The subject was never switched off, or was switched on again. */
  public record SwitchedOn() implements SwitchState {}

  /**
   * The subject is switched off.
   *
   * @param since when it was switched off
   * @param reason why, for people who operate
   */
  public record SwitchedOff(Instant since, String reason) implements SwitchState {
    /** Checks that neither is null. */
    public SwitchedOff {
      Objects.requireNonNull(since, "since");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * Returns the status of a subject after some changes.
   *
   * @param changes changes in the order of a feed; those of other subjects are ignored
   */
  public static SubjectStatus of(Subject subject, List<Change> changes) {
    SubjectId id = SubjectId.of(subject);
    List<Revocation> revocations = new ArrayList<>();
    SwitchState state = new SwitchedOn();
    for (Change change : changes) {
      if (change.subject().equals(id)) {
        switch (change.state()) {
          case REVOKED -> addUnlessCovered(revocations, change.revocationOf(subject));
          case DISABLED -> state = switchOff(state, change);
          case ENABLED -> state = new SwitchedOn();
          case WITHDRAWN -> revocations.removeIf(one -> change.withdraws(Change.of(one)));
        }
      }
    }
    return new SubjectStatus(subject, revocations, state);
  }

  private static void addUnlessCovered(List<Revocation> known, Revocation added) {
    if (known.stream().noneMatch(one -> one.covers(added))) {
      known.removeIf(added::covers);
      known.add(added);
    }
  }

  /** The first reason and instant stay, as those of a revocation do. */
  private static SwitchState switchOff(SwitchState before, Change change) {
    if (before instanceof SwitchedOff) {
      return before;
    }
    return new SwitchedOff(change.effectiveAt(), change.reason());
  }

  /** Returns whether the store has neither a revocation of the subject nor a switch that is off. */
  public boolean isUnrestricted() {
    return revocations.isEmpty() && switchState instanceof SwitchedOn;
  }
}
