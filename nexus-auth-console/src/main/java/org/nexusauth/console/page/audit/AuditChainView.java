package org.nexusauth.console.page.audit;

import org.nexusauth.management.audit.PartialVerification;

/**
 * What was found of the chain of the audit log.
 *
 * @param part up to where it was verified, and how that ended
 */
public record AuditChainView(PartialVerification part) {}
