package org.nexusauth.status;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        subjectsOf(key)
            .flatMap(subject -> of(subject).stream())
            .filter(found -> !found.effectiveAt().isAfter(now) && meets(found, key.issuedAt()))
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
        .filter(known -> covers(known, revocation))
        .findFirst()
        .orElse(revocation);
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    if (subject.kind() != Subject.Kind.INTEGRATION && subject.kind() != Subject.Kind.AGENT) {
      throw new IllegalArgumentException(
          "only an integration or an agent can be switched, not a subject of kind "
              + subject.kind());
    }
    if (enabled) {
      disabled.remove(SubjectId.of(subject));
    } else {
      disabled.putIfAbsent(SubjectId.of(subject), reason);
    }
  }

  private static Stream<Subject> subjectsOf(KeySubject key) {
    List<Subject> subjects = new ArrayList<>(5);
    subjects.add(Subject.key(key.issuer(), key.keyId()));
    subjects.add(Subject.integration(key.integrationId()));
    subjects.add(Subject.organization(key.organizationId()));
    if (key.agentId() != null) {
      subjects.add(Subject.agent(key.agentId()));
    }
    if (key.signingKeyId() != null) {
      subjects.add(Subject.signingKey(key.issuer(), key.signingKeyId()));
    }
    return subjects.stream();
  }

  private List<Revocation> of(Subject subject) {
    return revocations.getOrDefault(SubjectId.of(subject), List.of());
  }

  /** Adds a revocation unless one that is known meets all its keys, and no later. */
  private static List<Revocation> with(List<Revocation> known, Revocation added) {
    if (known.stream().anyMatch(one -> covers(one, added))) {
      return known;
    }
    return Stream.concat(known.stream(), Stream.of(added)).toList();
  }

  private static boolean covers(Revocation one, Revocation other) {
    Instant a = one.issuedBefore();
    Instant b = other.issuedBefore();
    boolean allKeys = a == null || (b != null && !a.isBefore(b));
    return allKeys && !one.effectiveAt().isAfter(other.effectiveAt());
  }

  private static boolean meets(Revocation revocation, @Nullable Instant issuedAt) {
    Instant moment = revocation.issuedBefore();
    return moment == null || issuedAt == null || issuedAt.isBefore(moment);
  }

  private boolean isDisabled(Subject subject) {
    return disabled.containsKey(SubjectId.of(subject));
  }
}
