package org.nexusauth.jdbc.internal.table;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.SqlText;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.PageCursor;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The table of the keys' records. */
public final class ApiKeyTable {
  private static final String TABLE = "nexus_auth_api_key";
  private static final String SELECT =
      "SELECT " + ApiKeyRowMapper.COLUMNS + " FROM " + TABLE + " k";

  private static final String ORDER =
      "ORDER BY k.created_at DESC, k.key_id DESC, k.integration_id DESC";

  private final JdbiTemplate sql;

  /** Works in a transaction. */
  public ApiKeyTable(JdbiTemplate sql) {
    this.sql = sql;
  }

  /** Finds a key's record. */
  public Optional<ApiKeyRecord> find(KeyRef ref) {
    return sql.find(
        SELECT
            + " WHERE k.organization_id = :organization AND k.integration_id = :integration"
            + " AND k.key_id = :key",
        new Parameters()
            .text("organization", ref.organizationId())
            .text("integration", ref.integrationId())
            .text("key", ref.keyId()),
        ApiKeyRowMapper::toRecord);
  }

  /** Lists keys, the newest first. */
  public ResultPage<ApiKeyRecord> list(ApiKeyQuery wanted, PageRequest page) {
    boolean indexed = GramSearch.isIndexed(wanted.text(), sql);
    if (!indexed && !isReadRowByRow(wanted)) {
      return listAll(wanted, page, GramSearch.plainCondition());
    }
    ResultPage<ApiKeyRecord> first = listFirst(wanted, page);
    if (first.nextCursor() != null) {
      return first;
    }
    if (indexed) {
      return listAll(wanted, page, GramSearch.indexedCondition());
    }
    return new ResultPage<>(first.items(), findCursorAfterFirst(wanted, page).orElse(null));
  }

  /** No index finds what is filtered, and most rows are in the state that is wanted. */
  private static boolean isReadRowByRow(ApiKeyQuery wanted) {
    boolean filtered = wanted.unusedSince() != null || GramSearch.isTooShort(wanted.text());
    return wanted.state() == KeyState.ACTIVE || (wanted.state() == null && filtered);
  }

  private static boolean isRareWithIndex(@Nullable KeyState state) {
    return state == KeyState.EXPIRING || state == KeyState.INTEGRATION_DISABLED;
  }

  /** Returns where the list goes on after the rows that were filtered; empty at its end. */
  private Optional<String> findCursorAfterFirst(ApiKeyQuery wanted, PageRequest page) {
    SqlText query =
        new SqlText("SELECT k.created_at, k.key_id, k.integration_id FROM " + TABLE + " k");
    addScope(query, wanted, page);
    query.add(ORDER).add("OFFSET " + (GramSearch.FIRST_ROWS - 1) + " ROWS FETCH NEXT 1 ROW ONLY");
    return sql.find(
        query.text(),
        query.parameters(),
        row ->
            PageCursor.afterKey(
                    row.instant("created_at"),
                    new KeyRef(
                        wanted.organizationId(), row.text("integration_id"), row.text("key_id")))
                .encode());
  }

  private ResultPage<ApiKeyRecord> listAll(ApiKeyQuery wanted, PageRequest page, String contains) {
    SqlText query = new SqlText(SELECT);
    if (isRareWithIndex(wanted.state())) {
      // Where such keys are in the list cannot be estimated, so its order must not choose the
      // index.
      query =
          new SqlText(
              "SELECT " + ApiKeyRowMapper.COLUMNS + " FROM (SELECT k.* FROM " + TABLE + " k");
      addScope(query, wanted, page);
      ApiKeyConditions.addFilters(query, wanted, contains);
      query.add("OFFSET 0 ROWS) AS k");
    } else {
      addScope(query, wanted, page);
      ApiKeyConditions.addFilters(query, wanted, contains);
    }
    query.add(ORDER);
    return sql.listPage(query, page, ApiKeyRowMapper::toRecord, ApiKeyTable::cursorAfter);
  }

  /** Filters the first rows only. */
  private ResultPage<ApiKeyRecord> listFirst(ApiKeyQuery wanted, PageRequest page) {
    SqlText query =
        new SqlText("SELECT " + ApiKeyRowMapper.COLUMNS + " FROM (SELECT k.* FROM " + TABLE + " k");
    addScope(query, wanted, page);
    query.add(ORDER).add("LIMIT " + GramSearch.FIRST_ROWS).add(") AS k WHERE TRUE");
    ApiKeyConditions.addFilters(query, wanted, GramSearch.plainCondition());
    query.add(ORDER);
    return sql.listPage(query, page, ApiKeyRowMapper::toRecord, ApiKeyTable::cursorAfter);
  }

  private static void addScope(SqlText query, ApiKeyQuery wanted, PageRequest page) {
    ApiKeyConditions.addScope(query, wanted);
    if (page.cursor() != null) {
      addCursor(query, PageCursor.decode(page.cursor(), PageCursor.KEYS, 3));
    }
  }

  private static void addCursor(SqlText query, PageCursor after) {
    // The first condition is for the index, which knows no triples on every engine.
    query
        .add(
            "AND k.created_at <= :afterAt AND (k.created_at, k.key_id, k.integration_id)"
                + " < (:afterAt, :afterKey, :afterIntegration)")
        .parameters()
        .instant("afterAt", Instant.EPOCH.plus(after.numberAt(0), ChronoUnit.MICROS))
        .text("afterKey", after.values().get(1))
        .text("afterIntegration", after.values().get(2));
  }

  private static String cursorAfter(ApiKeyRecord last) {
    return PageCursor.afterKey(last).encode();
  }

  /** Counts an integration's keys by state at an instant; states without a key are missing. */
  public Map<KeyState, Long> count(String organizationId, String integrationId, Instant now) {
    Parameters parameters =
        new Parameters().text("organization", organizationId).text("integration", integrationId);
    ApiKeyConditions.addInstants(parameters, now);
    sql.planForValues();
    Map<KeyState, Long> counts = new EnumMap<>(KeyState.class);
    sql.list(
            "SELECT state, COUNT(*) AS keys FROM (SELECT "
                + ApiKeyConditions.STATE
                + " AS state FROM "
                + TABLE
                + " k WHERE k.organization_id = :organization"
                + " AND k.integration_id = :integration) AS states GROUP BY state",
            parameters,
            row -> Map.entry(KeyState.valueOf(row.text("state")), row.number("keys")))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  /** Lists the old keys of rotations whose grace begins now. */
  public List<ApiKeyRecord> listRotationsToAdvance(Instant now, int max) {
    return sql.list(
        SELECT
            + " WHERE k.successor_id IS NOT NULL AND k.grace_started_at IS NULL"
            + " AND k.revoked_at IS NULL AND k.rotation_deadline > :now"
            + " AND EXISTS (SELECT 1 FROM nexus_auth_key_use u"
            + " WHERE u.organization_id = k.organization_id"
            + " AND u.integration_id = k.integration_id AND u.key_id = k.successor_id)"
            + " ORDER BY k.rotation_deadline LIMIT :max",
        new Parameters().instant("now", now).number("max", max),
        ApiKeyRowMapper::toRecord);
  }

  /** Counts the unexpired, unrevoked keys that a signing key has signed. */
  public long countUnexpired(String issuer, String signingKeyId, Instant now) {
    sql.planForValues();
    return sql.find(
            "SELECT COUNT(*) AS keys FROM "
                + TABLE
                + " k WHERE k.signing_key_id = :signingKey AND k.issuer = :issuer"
                + " AND (k.expires_at IS NULL OR k.expires_at > :now)"
                + " AND (k.ends_at IS NULL OR k.ends_at > :now)",
            new Parameters()
                .text("signingKey", signingKeyId)
                .text("issuer", issuer)
                .instant("now", now),
            row -> row.number("keys"))
        .orElse(0L);
  }

  /** Inserts a key's record; returns false if it is there. */
  public boolean insert(ApiKeyRecord key) {
    return sql.insert(TABLE, ApiKeyRowMapper.toRow(key));
  }

  /** Updates a key's record; returns false if its version is another one. */
  public boolean update(ApiKeyRecord key) {
    return sql.updateVersion(
        TABLE, Set.of("organization_id", "integration_id", "key_id"), ApiKeyRowMapper.toRow(key));
  }
}
