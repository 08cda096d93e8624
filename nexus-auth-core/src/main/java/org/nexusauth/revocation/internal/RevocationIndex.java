package org.nexusauth.revocation.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject.Kind;
import org.nexusauth.revocation.SubjectId;

/**
 * All revocations and switches that this node knows. Read without locks by any thread; written by
 * one at a time.
 *
 * <p>Whole revocations in force, nearly all there are, are kept compactly; scheduled ones and those
 * of keys issued before an instant are few and kept as they came. Look-ups are skipped for kinds of
 * subjects of which nothing was ever revoked.
 */
final class RevocationIndex {
  private static final long NEVER = Long.MAX_VALUE;
  private static final Instant MIN = Instant.ofEpochMilli(Long.MIN_VALUE);
  private static final Instant MAX = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final RevokedIds revoked = new RevokedIds();
  private final ReasonPool reasons = new ReasonPool();
  private final Map<SubjectId, List<Change>> partial = new ConcurrentHashMap<>();
  private final PriorityQueue<Long> due = new PriorityQueue<>(); // Of the thread that writes.

  /**
   * What is switched off; replaced as a whole, so that a reader that looks up several subjects sees
   * them as of one instant.
   */
  private volatile Map<SubjectId, String> disabled = Map.of();

  /** A bit for each kind of which anything was ever known. */
  private volatile int kinds;

  /** When the next scheduled revocation takes effect. */
  private volatile long nextDue = NEVER;

  /** The latest time of {@link #advanceTo}; clocks may be set back, revoked stays revoked. */
  private volatile long advancedTo = Long.MIN_VALUE;

  private volatile Version version = new Version(0, true);

  /**
   * One for each change, and one while it is being applied; compared by identity, see {@link
   * HashedKeySubject}.
   */
  private static final class Version {
    final long number;
    final boolean settled;

    Version(long number, boolean settled) {
      this.number = number;
      this.settled = settled;
    }
  }

  /** Returns a key's status at a time in milliseconds since the epoch. */
  KeyStatus statusOf(HashedKeySubject key, long clock) {
    // In this order, see advanceTo(); and before the look-up: a concurrent change counts as later.
    boolean nothingDue = clock < nextDue;
    Version current = version;
    long now = Math.max(clock, advancedTo);
    if (nothingDue && key.wasActiveUnder(current)) {
      return KeyStatus.active();
    }
    KeyStatus status = lookUp(key, now);
    if (nothingDue && current.settled && status.state() == KeyStatus.State.ACTIVE) {
      key.setActiveUnder(current);
    }
    return status;
  }

  private KeyStatus lookUp(HashedKeySubject key, long now) {
    // Switches first: a reader that sees one on again sees all that was revoked before that.
    KeyStatus switched = switchStatusOf(key);
    for (SubjectId id : key.ids()) {
      if ((kinds & bitOf(id.kind())) != 0) {
        String reason = reasonOf(id, key.issuedAt(), now);
        if (reason != null) {
          return KeyStatus.revoked(reason);
        }
      }
    }
    return switched;
  }

  private KeyStatus switchStatusOf(HashedKeySubject key) {
    Map<SubjectId, String> off = disabled;
    KeyStatus switched = KeyStatus.active();
    if (off.isEmpty()) {
      return switched;
    }
    for (SubjectId id : key.ids()) {
      if (off.containsKey(id)) {
        if (id.kind() == Kind.INTEGRATION) {
          return KeyStatus.integrationDisabled(); // Outranks its agents.
        }
        switched = KeyStatus.agentRestricted();
      }
    }
    return switched;
  }

  /** Returns why a key is revoked by one of its subjects; null if it is not. */
  private @Nullable String reasonOf(SubjectId id, @Nullable Instant issuedAt, long now) {
    // The partial ones first, see revoke().
    if (!partial.isEmpty()) {
      for (Change change : partial.getOrDefault(id, List.of())) {
        if (toMillis(change.effectiveAt()) <= now
            && Revocation.includes(change.issuedBefore(), issuedAt)) {
          return change.reason();
        }
      }
    }
    int reason = findWhole(id);
    if (reason == RevokedIds.ABSENT) {
      return null;
    }
    return reasons.textOf(reason);
  }

  /** Instants outside of the range of milliseconds become its first or its last. */
  private static long toMillis(Instant instant) {
    if (instant.isBefore(MIN)) {
      return Long.MIN_VALUE;
    }
    if (instant.isAfter(MAX)) {
      return NEVER;
    }
    return instant.toEpochMilli();
  }

  /**
   * Applies changes in their order; by one thread at a time.
   *
   * @param now milliseconds since the epoch
   */
  void applyChanges(List<Change> changes, long now) {
    if (changes.isEmpty()) {
      return;
    }
    long before = version.number;
    // Until all is applied no reader remembers a key as active: else a key that one reader saw
    // revoked could be active for the next.
    version = new Version(before, false);
    for (Change change : changes) {
      int withThis = kinds | bitOf(change.subject().kind());
      kinds = withThis;
      switch (change.state()) {
        case REVOKED -> applyRevocation(change, now);
        case WITHDRAWN -> applyWithdrawal(change);
        case DISABLED, ENABLED -> {}
      }
    }
    applySwitches(changes);
    version = new Version(before + 1, true);
  }

  /** After the revocations: a reader that sees one on again sees all that was revoked before. */
  private void applySwitches(List<Change> changes) {
    if (changes.stream().noneMatch(change -> change.state().isSwitch())) {
      return;
    }
    Map<SubjectId, String> off = new HashMap<>(disabled);
    for (Change change : changes) {
      switch (change.state()) {
        case DISABLED -> off.putIfAbsent(change.subject(), change.reason());
        case ENABLED -> off.remove(change.subject());
        case REVOKED, WITHDRAWN -> {}
      }
    }
    disabled = off;
  }

  private void applyRevocation(Change change, long now) {
    SubjectId id = change.subject();
    if (findWhole(id) != RevokedIds.ABSENT) {
      return; // Permanent: the first stays.
    }
    long effectiveAt = toMillis(change.effectiveAt());
    if (change.issuedBefore() == null && effectiveAt <= now) {
      // In this order: a reader that finds no partial one any more finds the whole one.
      revoked.add(mixKind(id), id.low(), reasons.numberOf(change.reason()));
      partial.remove(id);
      return;
    }
    List<Change> known = partial.getOrDefault(id, List.of());
    partial.put(id, RevocationMerger.addUncovered(known, change));
    if (effectiveAt > now) {
      due.add(effectiveAt);
      nextDue = due.element();
    }
  }

  /**
   * Removes scheduled revocations of a whole subject, also those that have taken effect by this
   * node's clock: by the clock of the store they had not. What this node read as in force stays.
   */
  private void applyWithdrawal(Change withdrawal) {
    SubjectId id = withdrawal.subject();
    List<Change> known = partial.getOrDefault(id, List.of());
    List<Change> left = known.stream().filter(one -> !withdrawal.withdraws(one)).toList();
    if (left.size() == known.size()) {
      return;
    }
    if (left.isEmpty()) {
      partial.remove(id);
    } else {
      partial.put(id, left);
    }
    known.stream()
        .filter(withdrawal::withdraws)
        .forEach(one -> due.remove(Long.valueOf(toMillis(one.effectiveAt()))));
    nextDue = due.isEmpty() ? NEVER : due.element();
  }

  /** Returns whether a whole subject is revoked, or will be by an instant. */
  boolean isRevokedBy(SubjectId id, Instant latest) {
    return findWhole(id) != RevokedIds.ABSENT
        || partial.getOrDefault(id, List.of()).stream()
            .anyMatch(one -> one.issuedBefore() == null && !one.effectiveAt().isAfter(latest));
  }

  /**
   * Returns the scheduled revocation of a whole key, not of what it belongs to, that takes effect
   * next; null if there is none. One volatile read where no revocation is scheduled.
   */
  @Nullable Change findScheduledEnd(HashedKeySubject key, Clock clock) {
    if (nextDue == NEVER) {
      return null;
    }
    List<Change> known = partial.get(key.ids().get(0));
    if (known == null) {
      return null;
    }
    long now = Math.max(clock.millis(), advancedTo);
    Change next = null;
    for (Change one : known) {
      if (one.issuedBefore() == null
          && toMillis(one.effectiveAt()) > now
          && (next == null || one.effectiveAt().isBefore(next.effectiveAt()))) {
        next = one;
      }
    }
    return next;
  }

  /**
   * Counts scheduled revocations that have taken effect as a change; by one thread at a time.
   * Readers need not wait for it: from the next due time on they look every key up.
   */
  void advanceTo(long now) {
    if (now < nextDue) {
      return;
    }
    while (!due.isEmpty() && due.element() <= now) {
      due.remove();
    }
    // In this order: a reader that sees the next due time sees the new version, and a reader that
    // sees that one looks up what was due by now, however late its own clock is.
    advancedTo = now;
    version = new Version(version.number + 1, true);
    nextDue = due.isEmpty() ? NEVER : due.element();
  }

  /** Returns how often something has changed. */
  long version() {
    return version.number;
  }

  /** Returns how many subjects are revoked or switched off. */
  long entries() {
    return (long) revoked.size() + partial.size() + disabled.size();
  }

  private int findWhole(SubjectId id) {
    return revoked.find(mixKind(id), id.low());
  }

  /** Equal ids of two kinds are two subjects. */
  private static long mixKind(SubjectId id) {
    return id.high() ^ (id.kind().code() * 0x9E3779B97F4A7C15L);
  }

  private static int bitOf(Kind kind) {
    return 1 << kind.code();
  }
}
