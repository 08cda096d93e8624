package org.nexusauth.management.audit;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.internal.Log;
import org.nexusauth.management.model.AuditEvent.AuditActor;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.RecordWriter;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;

/**
 * Makes changes: records, audit events and revocations together. Thread-safe.
 *
 * <p>Where the revocation store is in the same engine, all is committed in one transaction, and in
 * force on this node when a change returns. Else a revocation is written, and in force, before the
 * records are committed; what a crash leaves between the two is mended later.
 */
public final class AuditedChanges {
  private final ManagementPorts ports;

  /** Makes changes through ports. */
  public AuditedChanges(ManagementPorts ports) {
    this.ports = ports;
  }

  /**
   * Makes a change of an operator.
   *
   * @param work reads, checks and writes; what it throws undoes the change of records
   * @throws ManagementException what the work throws, or of kind {@code UNAVAILABLE}
   */
  public <T extends @Nullable Object> T makeChange(
      ChangeContext context, Function<? super AuditedWriter, T> work) {
    return makeChange(actorOf(context), work);
  }

  /** Makes a change of an actor that is no operator, for example of the background work. */
  public <T extends @Nullable Object> T makeChange(
      AuditActor actor, Function<? super AuditedWriter, T> work) {
    AtomicBoolean revoked = new AtomicBoolean();
    T result = writeRecords(actor, work, revoked);
    if (revoked.get() && ports.records().joinsRevocations()) {
      catchUp();
    }
    return result;
  }

  private <T extends @Nullable Object> T writeRecords(
      AuditActor actor, Function<? super AuditedWriter, T> work, AtomicBoolean revoked) {
    try {
      return ports
          .records()
          .write(
              records ->
                  work.apply(
                      new AuditedWriter(
                          records,
                          new TrackingRevocationWriter(revocationsOf(records), revoked),
                          actor,
                          ports.now())));
    } catch (StatusUnavailableException e) {
      throw ManagementException.unavailable(
          "The revocation store cannot be reached, so nothing was changed in the records. Try again"
              + " later.",
          e);
    }
  }

  private RevocationWriter revocationsOf(RecordWriter records) {
    if (ports.records().joinsRevocations()) {
      return records.revocations();
    }
    return ports.revocations().writer();
  }

  /** The change is committed; where this node cannot read it now, it reads it a little later. */
  private void catchUp() {
    try {
      ports.revocations().catchUp();
    } catch (StatusUnavailableException e) {
      Log.notCaughtUp(e);
    }
  }

  private static AuditActor actorOf(ChangeContext context) {
    return new AuditActor(
        context.operator().name(),
        context.operator().role().name(),
        context.requestId(),
        context.address());
  }
}
