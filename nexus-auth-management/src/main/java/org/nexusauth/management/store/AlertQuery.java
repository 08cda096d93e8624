package org.nexusauth.management.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.model.alert.AlertState;

/**
 * Which alerts are listed. Null members filter nothing.
 *
 * @param organizationIds of these organizations
 * @param integrationId about this integration, or one of its keys
 * @param keyId about this key
 * @param kind of one rule
 * @param severity of one severity
 * @param state in one state
 */
public record AlertQuery(
    @Nullable Set<String> organizationIds,
    @Nullable String integrationId,
    @Nullable String keyId,
    @Nullable AlertKind kind,
    @Nullable AlertSeverity severity,
    @Nullable AlertState state) {

  /** Returns a query of all alerts of organizations; null for all. */
  public static AlertQuery ofOrganizations(@Nullable Set<String> ids) {
    return new AlertQuery(ids, null, null, null, null, null);
  }
}
