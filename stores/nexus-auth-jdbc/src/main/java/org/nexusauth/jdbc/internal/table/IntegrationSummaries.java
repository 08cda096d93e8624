package org.nexusauth.jdbc.internal.table;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.management.model.IntegrationSummary;
import org.nexusauth.management.model.KeyState;

/** Counts and last uses of the keys of several integrations. */
public final class IntegrationSummaries {
  private static final String WANTED = "UNNEST(CAST(:integrations AS VARCHAR ARRAY))";

  /** A row for each state of an integration's keys, and one without a state for its last use. */
  private static final String SELECT =
      "SELECT integration_id, state, COUNT(*) AS keys, CAST(NULL AS TIMESTAMP WITH TIME ZONE)"
          + " AS last_at FROM (SELECT k.integration_id, "
          + ApiKeyConditions.STATE
          + " AS state FROM "
          + WANTED
          + " AS wanted (id) JOIN nexus_auth_api_key k ON k.organization_id = :organization"
          + " AND k.integration_id = wanted.id) AS states GROUP BY integration_id, state"
          + " UNION ALL SELECT u.integration_id, NULL, 0, MAX(u.last_at) FROM "
          + WANTED
          + " AS wanted (id) JOIN nexus_auth_key_use u ON u.organization_id = :organization"
          + " AND u.integration_id = wanted.id GROUP BY u.integration_id";

  private final JdbiTemplate sql;

  /** Works in a transaction. */
  public IntegrationSummaries(JdbiTemplate sql) {
    this.sql = sql;
  }

  /**
   * A row.
   *
   * @param state null in the row of the last use
   */
  private record SummaryRow(
      String integrationId, @Nullable String state, long keys, @Nullable Instant lastUsedAt) {

    static SummaryRow read(ResultRow row) throws SQLException {
      return new SummaryRow(
          row.text("integration_id"),
          row.textOrNull("state"),
          row.number("keys"),
          row.instantOrNull("last_at"));
    }
  }

  /** Summarizes the keys of integrations; those without a key and without a use are missing. */
  public Map<String, IntegrationSummary> find(
      String organizationId, Collection<String> integrationIds, Instant now) {
    Parameters parameters =
        new Parameters()
            .text("organization", organizationId)
            .texts("integrations", Set.copyOf(integrationIds));
    ApiKeyConditions.addInstants(parameters, now);
    sql.planForValues();
    return toSummaries(sql.list(SELECT, parameters, SummaryRow::read));
  }

  private static Map<String, IntegrationSummary> toSummaries(List<SummaryRow> rows) {
    Map<String, Map<KeyState, Long>> counts = new HashMap<>();
    Map<String, Instant> lastUses = new HashMap<>();
    for (SummaryRow row : rows) {
      if (row.lastUsedAt() != null) {
        lastUses.put(row.integrationId(), row.lastUsedAt());
      }
      if (row.state() != null) {
        counts
            .computeIfAbsent(row.integrationId(), id -> new EnumMap<>(KeyState.class))
            .put(KeyState.valueOf(row.state()), row.keys());
      }
    }
    Set<String> ids = new HashSet<>(counts.keySet());
    ids.addAll(lastUses.keySet());
    Map<String, IntegrationSummary> summaries = new HashMap<>();
    ids.forEach(
        id ->
            summaries.put(
                id, new IntegrationSummary(counts.getOrDefault(id, Map.of()), lastUses.get(id))));
    return summaries;
  }
}
