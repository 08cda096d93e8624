package org.nexusauth.management.alert;

import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.model.alert.AlertState;

/**
 * Which alerts an operator wants to see. Null members filter nothing.
 *
 * @param organizationId of one organization; null for all that the operator sees
 * @param integrationId about one integration, or one of its keys
 * @param keyId about one key
 * @param kind of one rule
 * @param severity of one severity
 * @param state in one state
 */
public record AlertFilter(
    @Nullable String organizationId,
    @Nullable String integrationId,
    @Nullable String keyId,
    @Nullable AlertKind kind,
    @Nullable AlertSeverity severity,
    @Nullable AlertState state) {
  /** All alerts that an operator sees. */
  public static final AlertFilter ALL = new AlertFilter(null, null, null, null, null, null);

  /** Returns a filter of the alerts of one organization. */
  public static AlertFilter ofOrganization(String id) {
    return new AlertFilter(id, null, null, null, null, null);
  }

  /** Returns the same filter with a rule and a severity. */
  public AlertFilter with(@Nullable AlertKind wantedKind, @Nullable AlertSeverity wantedSeverity) {
    return new AlertFilter(organizationId, integrationId, keyId, wantedKind, wantedSeverity, state);
  }

  /** Returns the same filter with a state. */
  public AlertFilter withState(@Nullable AlertState wanted) {
    return new AlertFilter(organizationId, integrationId, keyId, kind, severity, wanted);
  }
}
