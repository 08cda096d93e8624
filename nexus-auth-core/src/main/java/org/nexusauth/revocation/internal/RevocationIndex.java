package org.nexusauth.revocation.internal;

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
 * <p>Whole revocations in force, nearly all there are, are kept compactly; those of a coming moment
 * and those of keys "issued before" one are few and kept as they came. What is known of a subject
 * by kind comes first, so that kinds that nobody revoked cost nothing.
 */
public final class RevocationIndex {
  private static final long NEVER = Long.MAX_VALUE;
  private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
  private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final RevokedIds revoked = new RevokedIds();
  private final ReasonPool reasons = new ReasonPool();
  private final Map<SubjectId, List<Change>> partial = new ConcurrentHashMap<>();
  private final PriorityQueue<Long> due = new PriorityQueue<>();

  /**
   * What is switched off; replaced as a whole, so that whoever looks up several sees them as they
   * were at one moment.
   */
  private volatile Map<SubjectId, String> disabled = Map.of();

  /** A bit for each kind of which anything was ever known. */
  private volatile int kinds;

  private volatile long nextDue = NEVER;

  /** The latest moment that what is due was taken for; clocks may be set back, revoked stays. */
  private volatile long advancedTo = Long.MIN_VALUE;

  private volatile Version version = new Version(0, true);

  /**
   * One for each change, and one while it is being applied; compared by identity, see {@link
   * SubjectIds}.
   */
  private static final class Version {
    final long number;
    final boolean settled;

    Version(long number, boolean settled) {
      this.number = number;
      this.settled = settled;
    }
  }

  /** Returns a key's status at a moment in milliseconds since the epoch. */
  public KeyStatus statusOf(SubjectIds key, long clock) {
    // In this order, see advance(); and before the look-up: a change meanwhile counts as later.
    boolean nothingDue = clock < nextDue;
    Version current = version;
    long now = Math.max(clock, advancedTo);
    if (nothingDue && key.wasGoodUnder(current)) {
      return KeyStatus.active();
    }
    KeyStatus status = lookUp(key, now);
    if (nothingDue && current.settled && status.state() == KeyStatus.State.ACTIVE) {
      key.goodUnder(current);
    }
    return status;
  }

  private KeyStatus lookUp(SubjectIds key, long now) {
    // The switches first: whoever sees one on again sees all that was revoked before that.
    KeyStatus switched = switchesOf(key);
    for (SubjectId id : key.ids()) {
      if ((kinds & bit(id.kind())) != 0) {
        String reason = revocationOf(id, key.issuedAt(), now);
        if (reason != null) {
          return KeyStatus.revoked(reason);
        }
      }
    }
    return switched;
  }

  private KeyStatus switchesOf(SubjectIds key) {
    Map<SubjectId, String> off = disabled;
    KeyStatus switched = KeyStatus.active();
    if (!off.isEmpty()) {
      for (SubjectId id : key.ids()) {
        switched = off.containsKey(id) ? switchedOff(id.kind(), switched) : switched;
      }
    }
    return switched;
  }

  /** An integration that is off says more than one of its agents. */
  private static KeyStatus switchedOff(Kind kind, KeyStatus before) {
    return kind == Kind.INTEGRATION || before.state() == KeyStatus.State.INTEGRATION_DISABLED
        ? KeyStatus.integrationDisabled()
        : KeyStatus.agentRestricted();
  }

  private @Nullable String revocationOf(SubjectId id, @Nullable Instant issuedAt, long now) {
    // The partial ones first, see revoke().
    List<Change> parts = partial.isEmpty() ? List.of() : partial.getOrDefault(id, List.of());
    for (Change change : parts) {
      if (millis(change.effectiveAt()) <= now
          && Revocation.includes(change.issuedBefore(), issuedAt)) {
        return change.reason();
      }
    }
    int reason = find(id);
    return reason == RevokedIds.ABSENT ? null : reasons.text(reason);
  }

  /** Moments beyond those that can be counted are the first and the last of them. */
  private static long millis(Instant moment) {
    if (moment.isBefore(FIRST)) {
      return Long.MIN_VALUE;
    }
    return moment.isAfter(LAST) ? NEVER : moment.toEpochMilli();
  }

  /** Takes changes over, in their order; by one thread at a time. */
  public void apply(List<Change> changes, long now) {
    if (changes.isEmpty()) {
      return;
    }
    long before = version.number;
    // Until all is applied nobody relies on what was found good before: else a key that one reader
    // saw revoked could be good to the next.
    version = new Version(before, false);
    changes.forEach(change -> learn(change, now));
    turn(changes);
    version = new Version(before + 1, true);
  }

  private void learn(Change change, long now) {
    int withThis = kinds | bit(change.subject().kind());
    kinds = withThis;
    if (change.state() == Change.State.REVOKED) {
      revoke(change, now);
    }
  }

  /** After the revocations: whoever sees one on again sees all that was revoked before that. */
  private void turn(List<Change> changes) {
    if (changes.stream().allMatch(change -> change.state() == Change.State.REVOKED)) {
      return;
    }
    Map<SubjectId, String> off = new HashMap<>(disabled);
    for (Change change : changes) {
      switch (change.state()) {
        case DISABLED -> off.putIfAbsent(change.subject(), change.reason());
        case ENABLED -> off.remove(change.subject());
        case REVOKED -> {}
      }
    }
    disabled = off;
  }

  private void revoke(Change change, long now) {
    SubjectId id = change.subject();
    if (find(id) != RevokedIds.ABSENT) {
      return; // Terminal: the first stays.
    }
    long effectiveAt = millis(change.effectiveAt());
    if (change.issuedBefore() == null && effectiveAt <= now) {
      // In this order: whoever finds no partial one any more finds the whole one.
      revoked.add(mixed(id), id.low(), reasons.numberOf(change.reason()));
      partial.remove(id);
      return;
    }
    partial.put(id, PartialRevocations.with(partial.getOrDefault(id, List.of()), change));
    if (effectiveAt > now) {
      due.add(effectiveAt);
      nextDue = due.element();
    }
  }

  /**
   * Lets what has come due count as a change; by one thread at a time. Readers need not wait for
   * it: past the next due moment they look everything up.
   */
  void advance(long now) {
    if (now < nextDue) {
      return;
    }
    while (!due.isEmpty() && due.element() <= now) {
      due.remove();
    }
    // In this order: whoever sees the next due moment sees the new version, and whoever sees that
    // one looks up what was due by now, however late the reader's own clock is.
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

  private int find(SubjectId id) {
    return revoked.find(mixed(id), id.low());
  }

  /** Equal ids of two kinds are two subjects. */
  private static long mixed(SubjectId id) {
    return id.high() ^ (id.kind().code() * 0x9E3779B97F4A7C15L);
  }

  private static int bit(Kind kind) {
    return 1 << kind.code();
  }
}
