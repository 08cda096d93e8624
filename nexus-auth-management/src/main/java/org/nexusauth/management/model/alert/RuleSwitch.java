package org.nexusauth.management.model.alert;

import java.time.Instant;
import org.nexusauth.management.alert.rule.AlertKind;

/**
 * That a rule was switched on or off for an organization. Without one it is on.
 *
 * @param organizationId the organization
 * @param kind the rule
 * @param enabled whether it is on
 * @param changedAt when it was switched last
 * @param changedBy the operator who did
 * @param version counts the changes from 1
 */
public record RuleSwitch(
    String organizationId,
    AlertKind kind,
    boolean enabled,
    Instant changedAt,
    String changedBy,
    long version) {}
