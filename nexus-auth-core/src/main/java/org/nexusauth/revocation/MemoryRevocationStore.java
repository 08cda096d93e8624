package org.nexusauth.revocation;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Keeps revocations in the memory of this process: for one node and for tests; gone at its end.
 *
 * <p>Thread-safe: what {@code revoke} or {@code setEnabled} returned from is seen by every later
 * {@code statusOf}.
 */
public final class MemoryRevocationStore implements RevocationStore, RevocationWriter {
  private final Clock clock;
  private final Map<SubjectId, List<StoredRevocation>> revocations = new ConcurrentHashMap<>();

  /** Replaced as a whole, so that several are seen as they were at one moment. */
  private volatile Set<SubjectId> disabled = Set.of();

  private final Object turning = new Object();

  /** Makes an empty store; the clock says when a coming revocation takes effect. */
  public MemoryRevocationStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public KeyStatus statusOf(KeySubject key) {
    // The switches first: whoever sees one on again sees all that was revoked before that.
    KeyStatus switched = switchesOf(key);
    Instant now = clock.instant();
    return key.subjects().stream()
        .flatMap(subject -> of(subject).stream())
        .filter(found -> found.meets(key, now))
        .findFirst()
        .map(found -> KeyStatus.revoked(found.revocation().reason()))
        .orElse(switched);
  }

  private KeyStatus switchesOf(KeySubject key) {
    Set<SubjectId> off = disabled;
    if (off.contains(SubjectId.of(Subject.integration(key.integrationId())))) {
      return KeyStatus.integrationDisabled();
    }
    return key.agentId() != null && off.contains(SubjectId.of(Subject.agent(key.agentId())))
        ? KeyStatus.agentRestricted()
        : KeyStatus.active();
  }

  @Override
  public Revocation revoke(Revocation revocation) {
    StoredRevocation added = StoredRevocation.of(revocation, clock.instant());
    List<StoredRevocation> known =
        revocations.merge(
            SubjectId.of(revocation.subject()),
            List.of(added),
            (before, one) -> with(before, added));
    return added.among(known).revocation();
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    SubjectId id = Change.of(subject, enabled, clock.instant(), reason).subject();
    synchronized (turning) {
      disabled = with(disabled, id, !enabled);
    }
  }

  private static Set<SubjectId> with(Set<SubjectId> known, SubjectId id, boolean off) {
    Set<SubjectId> changed = new HashSet<>(known);
    if (off) {
      changed.add(id);
    } else {
      changed.remove(id);
    }
    return changed;
  }

  private List<StoredRevocation> of(Subject subject) {
    return revocations.getOrDefault(SubjectId.of(subject), List.of());
  }

  private static List<StoredRevocation> with(List<StoredRevocation> known, StoredRevocation added) {
    StoredRevocation inForce = added.among(known);
    return known.contains(inForce)
        ? known
        : Stream.concat(known.stream(), Stream.of(inForce)).toList();
  }
}
