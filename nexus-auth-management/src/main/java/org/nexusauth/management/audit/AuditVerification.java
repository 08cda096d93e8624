package org.nexusauth.management.audit;

import org.jspecify.annotations.Nullable;

/**
 * Whether the chain of the audit log is unbroken.
 *
 * @param events how many events fit, from the first one
 * @param brokenAt the sequence of the first event that does not fit; null if all do
 */
public record AuditVerification(long events, @Nullable Long brokenAt) {}
