package org.nexusauth.management.alert.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.nexusauth.management.model.alert.EvaluatorLease;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.RecordWriter;

/**
 * Holds the lease by which one node evaluates rules and sends messages, as long as it is renewed.
 * Another node takes it over when it has expired. Transactions that write run one after another on
 * all nodes, so that the check in them is certain, whatever clocks say. Thread-safe.
 */
public final class EvaluatorLeaseHolder {
  /** How long another node waits for one that has vanished. */
  static final Duration LIFETIME = Duration.ofSeconds(20);

  private final ManagementPorts ports;
  private final String node;

  /** Written by the thread that renews, read by those that send. */
  private volatile boolean held;

  /**
   * Makes a holder without the lease.
   *
   * @param node a name that no other process has
   */
  public EvaluatorLeaseHolder(ManagementPorts ports, String node) {
    this.ports = ports;
    this.node = node;
  }

  /** Renews the lease, or takes it if no other node has it; returns whether this node has it. */
  public boolean renew() {
    held = false; // Whatever fails now.
    Instant now = ports.now();
    Optional<EvaluatorLease> known =
        ports.records().read(records -> records.alerts().findEvaluatorLease());
    if (isFree(known, now)) {
      held = ports.records().write(records -> take(records, now));
    }
    return held;
  }

  private boolean take(RecordWriter records, Instant now) {
    if (!isFree(records.alerts().findEvaluatorLease(), now)) {
      return false;
    }
    records.alerts().putEvaluatorLease(new EvaluatorLease(node, now.plus(LIFETIME)));
    return true;
  }

  /** At its end it has expired. */
  private boolean isFree(Optional<EvaluatorLease> lease, Instant now) {
    return lease
        .filter(known -> !known.node().equals(node) && now.isBefore(known.expiresAt()))
        .isEmpty();
  }

  /** Returns whether this node had the lease when it was renewed last. */
  public boolean isHeld() {
    return held;
  }

  /** Returns whether this node has the lease, in a transaction that writes. */
  public boolean isHeldIn(RecordReader records) {
    return records
        .alerts()
        .findEvaluatorLease()
        .filter(lease -> lease.node().equals(node))
        .isPresent();
  }

  /** Gives the lease back, so that another node need not wait. */
  public void release() {
    if (!held) {
      return;
    }
    held = false;
    ports
        .records()
        .write(
            records -> {
              if (isHeldIn(records)) {
                records.alerts().putEvaluatorLease(new EvaluatorLease(node, Instant.EPOCH));
              }
              return true;
            });
  }
}
