package org.nexusauth.cli.store;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.management.store.RevocationAccess;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationReader;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectStatus;
import org.nexusauth.revocation.SubjectStatus.SwitchedOff;

/**
 * The revocation store without a replica: each status is read from the store by the ids of the key.
 * Used by one thread, for one command.
 */
final class DirectRevocations implements RevocationAccess {

  private final RevocationReader store;
  private final Clock clock;

  /** What keys of one list share: integrations, agents, organizations and signing keys. */
  private final Map<Subject, SubjectStatus> shared = new HashMap<>();

  DirectRevocations(RevocationReader store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public KeyStatus statusOf(KeySubject key) {
    Instant now = clock.instant();
    List<SubjectStatus> found = key.subjects().stream().map(this::readStatus).toList();
    return found.stream()
        .flatMap(status -> status.revocations().stream())
        .filter(revocation -> revocation.appliesTo(key, now))
        .findFirst()
        .map(Revocation::reason)
        .map(KeyStatus::revoked)
        .or(() -> findSwitchedOff(found))
        .orElse(KeyStatus.active());
  }

  private SubjectStatus readStatus(Subject subject) {
    if (subject.kind() == Subject.Kind.KEY) {
      return store.inForce(subject);
    }
    return shared.computeIfAbsent(subject, store::inForce);
  }

  /** An integration that is disabled comes before an agent that is restricted. */
  private static Optional<KeyStatus> findSwitchedOff(List<SubjectStatus> found) {
    List<Subject.Kind> off =
        found.stream()
            .filter(status -> status.switchState() instanceof SwitchedOff)
            .map(status -> status.subject().kind())
            .toList();
    if (off.contains(Subject.Kind.INTEGRATION)) {
      return Optional.of(KeyStatus.integrationDisabled());
    }
    if (off.contains(Subject.Kind.AGENT)) {
      return Optional.of(KeyStatus.agentRestricted());
    }
    return Optional.empty();
  }

  @Override
  public RevocationWriter writer() {
    shared.clear();
    if (store instanceof RevocationWriter writer) {
      return writer;
    }
    throw CliException.store("this revocation store can only be read");
  }

  /** What was written is read from the store itself. */
  @Override
  public void catchUp() {
    shared.clear();
  }

  @Override
  public Optional<RevocationReader> reader() {
    return Optional.of(store);
  }

  void close() {
    CommandStore.closeFeed(store);
  }
}
