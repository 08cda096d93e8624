package org.nexusauth.management.model;

/**
 * The end of the audit log: what was appended last. It is kept beside the events, so that events
 * that were cut off at the end are noticed.
 *
 * @param sequence the sequence of the last event; 0 if there is none
 * @param hash the hash of the last event
 */
public record AuditHead(long sequence, String hash) {
  /** The end of a log without events. */
  public static final AuditHead EMPTY = new AuditHead(0, "0".repeat(64));

  /** Returns the end of a log that ends with an event. */
  public static AuditHead of(AuditEvent last) {
    return new AuditHead(last.sequence(), last.hash());
  }
}
