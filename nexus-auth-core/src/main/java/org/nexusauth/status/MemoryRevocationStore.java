package org.nexusauth.status;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Map<SubjectId, List<Revocation>> revocations = new ConcurrentHashMap<>();
  private final Map<SubjectId, String> disabled = new ConcurrentHashMap<>();

  /** Makes an empty store; the clock says when a coming revocation takes effect. */
  public MemoryRevocationStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public KeyStatus statusOf(KeySubject key) {
    Instant now = clock.instant();
    Optional<Revocation> revoked =
        key.subjects().stream()
            .flatMap(subject -> of(subject).stream())
            .filter(found -> found.meets(key, now))
            .findFirst();
    if (revoked.isPresent()) {
      return KeyStatus.revoked(revoked.get().reason());
    }
    if (isDisabled(Subject.integration(key.integrationId()))) {
      return KeyStatus.integrationDisabled();
    }
    return key.agentId() != null && isDisabled(Subject.agent(key.agentId()))
        ? KeyStatus.agentRestricted()
        : KeyStatus.active();
  }

  @Override
  public Revocation revoke(Revocation revocation) {
    return revocations
        .merge(
            SubjectId.of(revocation.subject()),
            List.of(revocation),
            (known, one) -> with(known, one.get(0)))
        .stream()
        .filter(known -> known.covers(revocation))
        .findFirst()
        .orElse(revocation);
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    SubjectId id = Change.of(subject, enabled, clock.instant(), reason).subject();
    if (enabled) {
      disabled.remove(id);
    } else {
      disabled.putIfAbsent(id, reason);
    }
  }

  private List<Revocation> of(Subject subject) {
    return revocations.getOrDefault(SubjectId.of(subject), List.of());
  }

  /** Adds a revocation unless one that is known meets all its keys, and no later. */
  private static List<Revocation> with(List<Revocation> known, Revocation added) {
    if (known.stream().anyMatch(one -> one.covers(added))) {
      return known;
    }
    return Stream.concat(known.stream(), Stream.of(added)).toList();
  }

  private boolean isDisabled(Subject subject) {
    return disabled.containsKey(SubjectId.of(subject));
  }
}
