package org.nexusauth.limit.lease;

import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.revocation.SubjectId;

/**
 * What a lease is of. Two plans of one key have a lease each; the store counts what they use
 * together, by the windows' lengths.
 *
 * @param key whose windows are debited
 * @param plan the policies
 */
record LeaseId(SubjectId key, LimitPlan plan) {}
