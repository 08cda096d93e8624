package org.nexusauth.management.memory;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.Subject.Kind;

/**
 * Keeps revocations until the transaction commits: what is written to a revocation store in memory
 * cannot be undone. Used by one thread.
 */
final class DeferredRevocations implements RevocationWriter {
  private final MemoryRevocationStore store;
  private final Clock clock;
  private final List<Runnable> writes = new ArrayList<>();
  private final List<Revocation> added = new ArrayList<>();

  DeferredRevocations(MemoryRevocationStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Writes all, in order. */
  void writeAll() {
    writes.forEach(Runnable::run);
  }

  @Override
  public Revocation revoke(Revocation revocation) {
    writes.add(() -> store.revoke(revocation));
    Revocation inForce =
        knownOf(revocation.subject())
            .filter(one -> one.covers(revocation))
            .findFirst()
            .orElse(revocation);
    added.add(revocation);
    return inForce;
  }

  @Override
  public void setEnabled(Subject subject, boolean enabled, String reason) {
    if (subject.kind() != Kind.INTEGRATION && subject.kind() != Kind.AGENT) {
      throw new IllegalArgumentException("a " + subject.kind() + " cannot be switched");
    }
    writes.add(() -> store.setEnabled(subject, enabled, reason));
  }

  @Override
  public boolean withdrawScheduled(Subject subject) {
    Instant earliest = clock.instant().plus(WITHDRAWAL_MARGIN);
    boolean found = knownOf(subject).anyMatch(one -> isScheduled(one, earliest));
    writes.add(() -> store.withdrawScheduled(subject));
    added.removeIf(one -> one.subject().equals(subject) && isScheduled(one, earliest));
    return found;
  }

  private static boolean isScheduled(Revocation revocation, Instant earliest) {
    return revocation.issuedBefore() == null && revocation.effectiveAt().isAfter(earliest);
  }

  private Stream<Revocation> knownOf(Subject subject) {
    return Stream.concat(
        store.inForce(subject).revocations().stream(),
        added.stream().filter(one -> one.subject().equals(subject)));
  }
}
