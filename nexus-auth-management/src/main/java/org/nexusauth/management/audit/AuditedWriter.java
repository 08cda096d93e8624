package org.nexusauth.management.audit;

import java.time.Instant;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.AuditEvent.AuditActor;
import org.nexusauth.management.model.AuditHead;
import org.nexusauth.management.store.RecordWriter;
import org.nexusauth.revocation.RevocationWriter;

/**
 * Writes records and their audit events in one transaction. Used by one thread, until its
 * transaction ends.
 */
public final class AuditedWriter {
  private final RecordWriter records;
  private final RevocationWriter revocations;
  private final AuditActor actor;
  private final Instant now;

  AuditedWriter(RecordWriter records, RevocationWriter revocations, AuditActor actor, Instant now) {
    this.records = records;
    this.revocations = revocations;
    this.actor = actor;
    this.now = now;
  }

  /** Returns the records. */
  public RecordWriter records() {
    return records;
  }

  /**
   * Returns the writer of revocations. Check everything before you use it, and write the records
   * after it: where the revocation store is another engine, its effect cannot be undone.
   */
  public RevocationWriter revocations() {
    return revocations;
  }

  /** Returns who makes the change. */
  public AuditActor actor() {
    return actor;
  }

  /** Returns the time of the change, in microseconds. */
  public Instant now() {
    return now;
  }

  /** Appends the event of a change to the log. */
  public void appendEvent(AuditEntry entry) {
    AuditHead last = records.lastAuditEvent().map(AuditHead::of).orElse(AuditHead.EMPTY);
    AuditEvent unhashed =
        new AuditEvent(
            last.sequence() + 1,
            now,
            actor,
            entry.organizationId(),
            entry.action(),
            entry.subjectKind(),
            entry.subjectId(),
            entry.before(),
            entry.after(),
            "");
    String hash = AuditHash.hashOf(unhashed, last.hash());
    records.appendAuditEvent(withHash(unhashed, hash));
  }

  private static AuditEvent withHash(AuditEvent event, String hash) {
    return new AuditEvent(
        event.sequence(),
        event.at(),
        event.actor(),
        event.organizationId(),
        event.action(),
        event.subjectKind(),
        event.subjectId(),
        event.before(),
        event.after(),
        hash);
  }
}
