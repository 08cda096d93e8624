package org.nexusauth.revocation;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.nexusauth.revocation.SubjectStatus.SwitchState;
import org.nexusauth.revocation.SubjectStatus.SwitchedOff;
import org.nexusauth.revocation.SubjectStatus.SwitchedOn;

/**
 * Keeps revocations in the memory of this process: for one node and for tests; they are lost when
 * it ends.
 *
 * <p>Thread-safe: every {@code statusOf} that begins after {@code revoke} or {@code setEnabled}
 * returned sees their effect.
 */
public final class MemoryRevocationStore
    implements RevocationStore, RevocationWriter, RevocationReader {
  private final Clock clock;
  private final Map<SubjectId, List<StoredRevocation>> revocations = new ConcurrentHashMap<>();

  /** Replaced as a whole, so that a reader sees all switches as of one instant. */
  private volatile Map<SubjectId, SwitchedOff> disabled = Map.of();

  /** Whether a revocation was ever scheduled: else no key need be looked up. */
  private volatile boolean scheduled;

  private final Object switching = new Object();

  /**
   * Makes an empty store.
   *
   * @param clock says when a scheduled revocation takes effect
   */
  public MemoryRevocationStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public KeyStatus statusOf(KeySubject key) {
    // Switches first: a reader that sees one on again sees all that was revoked before that.
    KeyStatus switched = switchStatusOf(key);
    Instant now = clock.instant();
    return key.subjects().stream()
        .flatMap(subject -> revocationsOf(subject).stream())
        .filter(found -> found.appliesTo(key, now))
        .findFirst()
        .map(found -> KeyStatus.revoked(found.revocation().reason()))
        .orElse(switched);
  }

  private KeyStatus switchStatusOf(KeySubject key) {
    Map<SubjectId, SwitchedOff> off = disabled;
    if (off.containsKey(SubjectId.of(Subject.integration(key.integrationId())))) {
      return KeyStatus.integrationDisabled();
    }
    if (key.agentId() != null && off.containsKey(SubjectId.of(Subject.agent(key.agentId())))) {
      return KeyStatus.agentRestricted();
    }
    return KeyStatus.active();
  }

  @Override
  public Revocation revoke(Revocation revocation) {
    StoredRevocation added = StoredRevocation.of(revocation, clock.instant());
    if (!added.immediate()) {
      scheduled = true;
    }
    List<StoredRevocation> known =
        revocations.merge(
            SubjectId.of(revocation.subject()),
            List.of(added),
            (before, one) -> withMerged(before, added));
    return added.mergedWith(known).revocation();
  }

  /**
   * Returns the scheduled revocation of a whole key, not of what it belongs to, that takes effect
   * next; empty if there is none.
   */
  public Optional<Revocation> scheduledEndOf(KeySubject key) {
    if (!scheduled) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return revocationsOf(Subject.of(key)).stream()
        .map(StoredRevocation::revocation)
        .filter(one -> one.issuedBefore() == null && one.effectiveAt().isAfter(now))
        .min(Comparator.comparing(Revocation::effectiveAt));
  }

  @Override
  public boolean withdrawScheduled(Subject subject) {
    SubjectId id = SubjectId.of(subject);
    while (true) {
      List<StoredRevocation> known = revocations.getOrDefault(id, List.of());
      List<StoredRevocation> left = StoredRevocation.withoutScheduled(known, clock.instant());
      if (left.size() == known.size()) {
        return false;
      }
      if (revocations.replace(id, known, left)) {
        return true;
      }
    }
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    Change change = Change.of(subject, enabled, clock.instant(), reason);
    synchronized (switching) {
      Map<SubjectId, SwitchedOff> changed = new HashMap<>(disabled);
      if (enabled) {
        changed.remove(change.subject());
      } else {
        changed.putIfAbsent(change.subject(), new SwitchedOff(change.effectiveAt(), reason));
      }
      disabled = changed;
    }
  }

  @Override
  public SubjectStatus inForce(Subject subject) {
    SwitchState off = disabled.get(SubjectId.of(subject)); // First, as in statusOf.
    Instant now = clock.instant();
    List<Change> changes =
        revocationsOf(subject).stream().map(one -> Change.of(one.readAt(now))).toList();
    List<Revocation> found = SubjectStatus.of(subject, changes).revocations();
    return new SubjectStatus(subject, found, Objects.requireNonNullElseGet(off, SwitchedOn::new));
  }

  private List<StoredRevocation> revocationsOf(Subject subject) {
    return revocations.getOrDefault(SubjectId.of(subject), List.of());
  }

  private static List<StoredRevocation> withMerged(
      List<StoredRevocation> known, StoredRevocation added) {
    StoredRevocation inForce = added.mergedWith(known);
    if (known.contains(inForce)) {
      return known;
    }
    return Stream.concat(known.stream(), Stream.of(inForce)).toList();
  }
}
