package org.nexusauth.management.audit;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.access.AccessCheck;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.AuditHead;
import org.nexusauth.management.store.AuditQuery;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The log of all changes. Thread-safe. */
public final class AuditLog {
  private static final int BATCH = 500;

  private final ManagementPorts ports;

  /** Makes the service. */
  public AuditLog(ManagementPorts ports) {
    this.ports = ports;
  }

  /** Lists events that the operator sees, the newest first. */
  public ResultPage<AuditEvent> list(Operator operator, AuditQuery query, PageRequest page) {
    AuditQuery visible = limitToVisible(operator, query);
    return ports.records().read(all -> all.listAuditEvents(visible, page));
  }

  /** An admin sees the events of no organization too. */
  private static AuditQuery limitToVisible(Operator operator, AuditQuery query) {
    if (operator.role() == Role.ADMIN) {
      return query;
    }
    Set<String> ids = new HashSet<>(operator.organizations());
    if (query.organizationIds() != null) {
      ids.retainAll(query.organizationIds());
    }
    return new AuditQuery(
        ids, query.actor(), query.action(), query.subjectId(), query.from(), query.to());
  }

  /** Events and the end of the log, as they are at one instant. */
  private record AuditBatch(List<AuditEvent> events, AuditHead head) {

    /** The head names the last event, so that none after it was appended as it must be. */
    boolean hasFollower(AuditHead previous, AuditEvent event) {
      return event.sequence() == previous.sequence() + 1
          && event.hash().equals(AuditHash.hashOf(event, previous.hash()))
          && (event.sequence() < head.sequence() || AuditHead.of(event).equals(head));
    }
  }

  /**
   * Computes all hashes again, and compares the last one with the end of the log; an admin may.
   * Events that are appended concurrently may be left out.
   */
  public AuditVerification verify(Operator operator) {
    return verifyPart(operator, AuditHead.EMPTY, Long.MAX_VALUE).verification();
  }

  /**
   * Verifies a part of the log, so that one call does not take long; an admin may.
   *
   * @param start the last event of the part before, which is trusted to fit; {@link
   *     AuditHead#EMPTY} for the first part
   * @param maxEvents about how many events this part has at most: it ends with a batch
   */
  public PartialVerification verifyPart(Operator operator, AuditHead start, long maxEvents) {
    AccessCheck.requireRole(operator, Role.ADMIN);
    AuditHead last = start;
    while (true) {
      AuditBatch batch = readWithHead(last.sequence());
      long size = batch.head().sequence();
      for (AuditEvent event : batch.events()) {
        if (!batch.hasFollower(last, event)) {
          return endAt(last, last.sequence() + 1, size);
        }
        last = AuditHead.of(event);
      }
      if (last.equals(batch.head())) {
        return endAt(last, null, size);
      }
      if (batch.events().isEmpty()) { // The last events were cut off.
        return endAt(last, last.sequence() + 1, size);
      }
      if (last.sequence() - start.sequence() >= maxEvents) {
        return new PartialVerification(new AuditVerification(last, null), false, size);
      }
    }
  }

  private static PartialVerification endAt(AuditHead last, @Nullable Long brokenAt, long size) {
    return new PartialVerification(new AuditVerification(last, brokenAt), true, size);
  }

  private AuditBatch readWithHead(long afterSequence) {
    return ports
        .records()
        .read(
            all -> new AuditBatch(all.readAuditEvents(afterSequence, BATCH), all.readAuditHead()));
  }

  /**
   * Writes the events that the operator sees as JSON lines, the oldest first. They are read in
   * parts, so that no more than one part is in memory; what is appended concurrently may be left
   * out.
   */
  public void export(Operator operator, AuditQuery query, Appendable out) throws IOException {
    AuditQuery visible = limitToVisible(operator, query);
    List<AuditEvent> batch = readBatch(visible, 0);
    while (!batch.isEmpty()) {
      for (AuditEvent event : batch) {
        out.append(AuditEventJson.formatLine(event)).append('\n');
      }
      batch = readAfter(visible, batch);
    }
  }

  /** Finds the oldest event that the operator sees and that has a property besides. */
  public Optional<AuditEvent> findOldest(
      Operator operator, AuditQuery query, Predicate<AuditEvent> property) {
    AuditQuery visible = limitToVisible(operator, query);
    List<AuditEvent> batch = readBatch(visible, 0);
    while (!batch.isEmpty()) {
      Optional<AuditEvent> found = batch.stream().filter(property).findFirst();
      if (found.isPresent()) {
        return found;
      }
      batch = readAfter(visible, batch);
    }
    return Optional.empty();
  }

  /** Reads the part that follows another; none after one that was not full. */
  private List<AuditEvent> readAfter(AuditQuery query, List<AuditEvent> batch) {
    if (batch.size() < BATCH) {
      return List.of();
    }
    return readBatch(query, batch.get(batch.size() - 1).sequence());
  }

  private List<AuditEvent> readBatch(AuditQuery query, long afterSequence) {
    return ports.records().read(all -> all.findAuditEvents(query, afterSequence, BATCH));
  }
}
