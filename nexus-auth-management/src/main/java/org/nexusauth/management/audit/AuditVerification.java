package org.nexusauth.management.audit;

import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.AuditHead;

/**
 * Whether the chain of the audit log is unbroken, from the first event to the one that was appended
 * last.
 *
 * @param last the last event that fits. Compare it with an earlier export: who can write to the
 *     database can compute all hashes again, and then the event of this sequence has another one
 * @param brokenAt the sequence of the first event that does not fit, or is missing; null if all fit
 */
public record AuditVerification(AuditHead last, @Nullable Long brokenAt) {
  /** Returns how many events fit, from the first one. */
  public long events() {
    return last.sequence();
  }
}
