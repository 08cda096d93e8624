package org.nexusauth.jdbc.internal.table;

import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.jdbc.internal.sql.SqlText;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.plan.KeyIdentity;
import org.nexusauth.management.model.plan.OngoingRotation;
import org.nexusauth.management.model.plan.PlanAssignment;
import org.nexusauth.management.model.plan.PlanUse;

/** Which plans keys have, from the table of the keys' records. */
public final class PlanAssignments {
  private static final String TABLE = "nexus_auth_api_key k";

  private final JdbiTemplate sql;

  /** Works in a transaction. */
  public PlanAssignments(JdbiTemplate sql) {
    this.sql = sql;
  }

  /** Lists the valid keys whose record has a plan of its own. */
  public List<PlanAssignment> list(Instant now, int max) {
    return sql.list(
        "SELECT k.issuer, k.organization_id, k.integration_id, k.key_id, k.assigned_plan FROM "
            + TABLE
            + " WHERE k.assigned_plan IS NOT NULL AND "
            + ApiKeyConditions.VALID
            + " LIMIT :max",
        new Parameters().instant("now", now).number("max", max),
        row ->
            new PlanAssignment(
                identity(row, row.textOrNull("issuer"), "key_id"), row.text("assigned_plan")));
  }

  /** Counts the valid keys whose record has a plan of its own, up to a number. */
  public long count(Instant now, int max) {
    return sql.find(
            "SELECT COUNT(*) AS keys FROM (SELECT k.key_id FROM "
                + TABLE
                + " WHERE k.assigned_plan IS NOT NULL AND "
                + ApiKeyConditions.VALID
                + " LIMIT :max) AS found",
            new Parameters().instant("now", now).number("max", max),
            row -> row.number("keys"))
        .orElse(0L);
  }

  /** Lists the rotations whose old key is valid, the first to end first. */
  public List<OngoingRotation> listRotations(Instant now, int max) {
    return sql.list(
        "SELECT k.issuer, k.organization_id, k.integration_id, k.key_id, k.successor_id,"
            + " COALESCE(k.assigned_plan, k.plan) AS effective_plan,"
            + " LEAST(k.ends_at, COALESCE(k.expires_at, k.ends_at)) AS last_instant,"
            + " s.issuer AS successor_issuer FROM "
            + TABLE
            + " JOIN nexus_auth_api_key s ON s.organization_id = k.organization_id"
            + " AND s.integration_id = k.integration_id AND s.key_id = k.successor_id"
            + " WHERE k.successor_id IS NOT NULL AND k.ends_at > :now"
            + " AND (k.expires_at IS NULL OR k.expires_at > :now)"
            + " ORDER BY last_instant LIMIT :max",
        new Parameters().instant("now", now).number("max", max),
        row ->
            new OngoingRotation(
                identity(row, row.textOrNull("issuer"), "key_id"),
                row.textOrNull("effective_plan"),
                row.instant("last_instant"),
                identity(row, row.textOrNull("successor_issuer"), "successor_id")));
  }

  private static KeyIdentity identity(ResultRow row, @Nullable String issuer, String keyId)
      throws SQLException {
    return new KeyIdentity(
        issuer,
        new KeyRef(row.text("organization_id"), row.text("integration_id"), row.text(keyId)));
  }

  /** Counts the valid keys that have a plan; null for those of all organizations. */
  public PlanUse countUse(String plan, @Nullable Set<String> organizationIds, Instant now) {
    SqlText query = new SqlText("SELECT organization_id, COUNT(*) AS keys FROM");
    query.add("(SELECT k.organization_id FROM " + TABLE);
    query.add("WHERE " + ApiKeyConditions.PLAN + " = :plan AND " + ApiKeyConditions.VALID);
    query.parameters().text("plan", plan).instant("now", now);
    if (organizationIds != null) {
      query.add("AND k.organization_id = ANY(:organizations)");
      query.parameters().texts("organizations", organizationIds);
    }
    query.add("LIMIT :max) AS found GROUP BY organization_id ORDER BY keys DESC, organization_id");
    query.parameters().number("max", PlanUse.MAX_COUNTED + 1L);
    sql.planForValues();
    Map<String, Long> counts = new LinkedHashMap<>();
    sql.list(
            query.text(),
            query.parameters(),
            row -> Map.entry(row.text("organization_id"), row.number("keys")))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return toUse(counts);
  }

  private static PlanUse toUse(Map<String, Long> counts) {
    long counted = counts.values().stream().mapToLong(Long::longValue).sum();
    if (counted <= PlanUse.MAX_COUNTED) {
      return new PlanUse(counts, true);
    }
    // One more than is counted was read; it belongs to the largest.
    String largest = counts.keySet().iterator().next();
    counts.merge(largest, -1L, Long::sum);
    return new PlanUse(counts, false);
  }
}
