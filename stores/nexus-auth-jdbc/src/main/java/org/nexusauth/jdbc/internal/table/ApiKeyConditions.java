package org.nexusauth.jdbc.internal.table;

import java.time.Instant;
import java.util.List;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.SqlText;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.KeyStates;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.CaseFolding;

/**
 * The conditions of a query of keys, whose table is {@code k}. The state is that of {@link
 * KeyStates#stateByRecords}, said in SQL.
 */
final class ApiKeyConditions {
  private static final int LAST_FOUR = 4;

  private static final String DISABLED =
      "EXISTS (SELECT 1 FROM nexus_auth_integration i WHERE i.organization_id = k.organization_id"
          + " AND i.id = k.integration_id AND i.disabled_at IS NOT NULL)";
  private static final String RESTRICTED =
      "EXISTS (SELECT 1 FROM nexus_auth_agent a WHERE a.organization_id = k.organization_id"
          + " AND a.id = k.agent_id AND a.restricted_at IS NOT NULL)";
  private static final String REVOKED = "k.ends_at <= :now";
  private static final String UNREVOKED = "(k.ends_at IS NULL OR k.ends_at > :now)";
  private static final String EXPIRED = "k.expires_at <= :now";
  private static final String UNEXPIRED = "(k.expires_at IS NULL OR k.expires_at > :now)";
  private static final String ROTATED = "k.successor_id IS NOT NULL";
  private static final String UNROTATED = "k.successor_id IS NULL";
  private static final String EXPIRES_SOON = "k.expires_at > :now AND k.expires_at <= :soon";
  private static final String EXPIRES_LATE = "(k.expires_at IS NULL OR k.expires_at > :soon)";

  /** The state of a row, in the same order. */
  static final String STATE =
      "CASE WHEN "
          + REVOKED
          + " THEN 'REVOKED' WHEN "
          + EXPIRED
          + " THEN 'EXPIRED' WHEN "
          + DISABLED
          + " THEN 'INTEGRATION_DISABLED' WHEN "
          + RESTRICTED
          + " THEN 'AGENT_RESTRICTED' WHEN "
          + ROTATED
          + " THEN 'RETIRING' WHEN k.expires_at <= :soon THEN 'EXPIRING' ELSE 'ACTIVE' END";

  /**
   * The plan that a row has; an index on PostgreSQL is of this expression. A plan's name has 64
   * characters at most, and a key may claim a longer one.
   */
  static final String PLAN = "LEFT(COALESCE(k.assigned_plan, k.plan, 'default'), 65)";

  /** The condition that a row's key is valid at {@code :now}. */
  static final String VALID = UNREVOKED + " AND " + UNEXPIRED;

  private ApiKeyConditions() {}

  /** Returns the condition that a row is in a state. */
  static String isIn(KeyState state) {
    return String.join(" AND ", conditionsOf(state));
  }

  /** Adds the instants that a state depends on. */
  static void addInstants(Parameters parameters, Instant now) {
    parameters.instant("now", now).instant("soon", now.plus(KeyStates.EXPIRING));
  }

  /** Adds which list it is: those that have an index in the order of the list. */
  static void addScope(SqlText query, ApiKeyQuery wanted) {
    query
        .add("WHERE k.organization_id = :organization")
        .parameters()
        .text("organization", wanted.organizationId());
    if (wanted.integrationId() != null) {
      query
          .add("AND k.integration_id = :integration")
          .parameters()
          .text("integration", wanted.integrationId());
    }
    if (wanted.agentId() != null) {
      query.add("AND k.agent_id = :agent").parameters().text("agent", wanted.agentId());
    }
  }

  /**
   * Adds what is filtered.
   *
   * @param contains the condition that a row contains the parameter {@code text}
   */
  static void addFilters(SqlText query, ApiKeyQuery wanted, String contains) {
    if (wanted.state() != null) {
      conditionsOf(wanted.state()).forEach(condition -> query.add("AND " + condition));
      addInstants(query.parameters(), wanted.now());
    }
    if (wanted.expiresBefore() != null) {
      query
          .add("AND k.expires_at < :expiresBefore")
          .parameters()
          .instant("expiresBefore", wanted.expiresBefore());
    }
    if (wanted.plan() != null) {
      query.add("AND " + PLAN + " = :plan").parameters().text("plan", wanted.plan());
    }
    if (wanted.environment() != null) {
      query
          .add("AND k.environment = :environment")
          .parameters()
          .text("environment", wanted.environment().name());
    }
    addUnused(query, wanted);
    addText(query, wanted, contains);
  }

  private static List<String> conditionsOf(KeyState state) {
    return switch (state) {
      case REVOKED -> List.of(REVOKED);
      case EXPIRED -> List.of(UNREVOKED, EXPIRED);
      case INTEGRATION_DISABLED -> List.of(UNREVOKED, UNEXPIRED, DISABLED);
      case AGENT_RESTRICTED -> List.of(UNREVOKED, UNEXPIRED, "NOT " + DISABLED, RESTRICTED);
      case RETIRING ->
          List.of(ROTATED, UNREVOKED, UNEXPIRED, "NOT " + DISABLED, "NOT " + RESTRICTED);
      case EXPIRING ->
          List.of(EXPIRES_SOON, UNREVOKED, UNROTATED, "NOT " + DISABLED, "NOT " + RESTRICTED);
      case ACTIVE ->
          List.of(EXPIRES_LATE, UNREVOKED, UNROTATED, "NOT " + DISABLED, "NOT " + RESTRICTED);
    };
  }

  private static void addUnused(SqlText query, ApiKeyQuery wanted) {
    if (wanted.unusedSince() != null) {
      query
          .add(
              "AND k.created_at < :unusedSince AND NOT EXISTS (SELECT 1 FROM nexus_auth_key_use u"
                  + " WHERE u.organization_id = k.organization_id"
                  + " AND u.integration_id = k.integration_id AND u.key_id = k.key_id"
                  + " AND u.last_at >= :unusedSince)")
          .parameters()
          .instant("unusedSince", wanted.unusedSince());
    }
  }

  private static void addText(SqlText query, ApiKeyQuery wanted, String contains) {
    String text = wanted.text();
    if (text == null) {
      return;
    }
    query.parameters().text("text", CaseFolding.fold(text));
    if (text.codePointCount(0, text.length()) == LAST_FOUR) {
      query.add("AND (" + contains + " OR k.last_four = :lastFour)");
      query.parameters().text("lastFour", text);
    } else {
      query.add("AND " + contains);
    }
  }
}
