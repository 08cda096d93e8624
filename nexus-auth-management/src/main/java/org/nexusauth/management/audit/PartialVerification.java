package org.nexusauth.management.audit;

/**
 * A part of the verification of the audit log.
 *
 * @param verification what was found up to the end of this part; its last event is where the next
 *     part starts
 * @param complete whether this was the last part: the end of the log was reached, or an event that
 *     does not fit
 * @param size how many events the log has
 */
public record PartialVerification(AuditVerification verification, boolean complete, long size) {}
