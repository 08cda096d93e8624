package org.nexusauth.jdbc.internal.table;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.jdbc.internal.sql.SqlText;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.store.CaseFolding;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.PageCursor;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The table of the integrations. */
public final class IntegrationTable {
  private static final String TABLE = "nexus_auth_integration";
  private static final String OF_ORGANIZATION = " n WHERE organization_id = :organization";
  private static final SuspensionColumns DISABLEMENT =
      new SuspensionColumns("disabled_at", "disabled_by", "disablement_reason");
  private static final String SELECT =
      "SELECT organization_id, id, name, agent_id, "
          + DISABLEMENT
          + ", created_at, created_by, version FROM "
          + TABLE
          + OF_ORGANIZATION;

  private static final String HAS_EXPIRING =
      "EXISTS (SELECT 1 FROM nexus_auth_api_key k WHERE k.organization_id = n.organization_id"
          + " AND k.integration_id = n.id AND "
          + ApiKeyConditions.isIn(KeyState.EXPIRING)
          + ")";
  private static final String UNUSED =
      "AND created_at < :unusedSince AND NOT EXISTS (SELECT 1 FROM nexus_auth_key_use u"
          + " WHERE u.organization_id = n.organization_id AND u.integration_id = n.id"
          + " AND u.last_at >= :unusedSince)";

  /** How many rows are filtered by their keys for a part of a list. */
  private static final int ROWS_WITH_KEYS = 1_000;

  private final JdbiTemplate sql;

  /** Works in a transaction. */
  public IntegrationTable(JdbiTemplate sql) {
    this.sql = sql;
  }

  /** Finds an integration. */
  public Optional<Integration> find(String organizationId, String id) {
    return sql.find(
        SELECT + " AND id = :id",
        new Parameters().text("organization", organizationId).text("id", id),
        IntegrationTable::toRecord);
  }

  /** Lists integrations by name. */
  public ResultPage<Integration> list(IntegrationQuery wanted, PageRequest page) {
    boolean indexed = GramSearch.isIndexed(wanted.text(), sql);
    if (wanted.unusedSince() != null || Boolean.FALSE.equals(wanted.expiring())) {
      String contains = GramSearch.plainCondition();
      if (indexed) {
        contains = GramSearch.indexedCondition();
      }
      return listPart(wanted, page, new FilteredRows(ROWS_WITH_KEYS, contains));
    }
    if (GramSearch.isTooShort(wanted.text())) {
      return listPart(wanted, page, FilteredRows.first(GramSearch.FIRST_ROWS));
    }
    if (!indexed) {
      return listAll(wanted, page, GramSearch.plainCondition());
    }
    ResultPage<Integration> first =
        listFirst(wanted, page, FilteredRows.first(GramSearch.FIRST_ROWS));
    if (first.nextCursor() != null) {
      return first;
    }
    return listAll(wanted, page, GramSearch.indexedCondition());
  }

  /**
   * The rows of a list that are filtered for a part of it.
   *
   * @param count how many at most
   * @param contains the condition that a row contains the text, if only those that do are counted;
   *     else null
   */
  private record FilteredRows(int count, @Nullable String contains) {

    static FilteredRows first(int count) {
      return new FilteredRows(count, null);
    }

    void addCondition(SqlText query, IntegrationQuery wanted) {
      if (contains != null && wanted.text() != null) {
        query.add("AND " + contains).parameters().text("text", CaseFolding.fold(wanted.text()));
      }
    }
  }

  /** Returns what a bounded number of rows has, and goes on after them. */
  private ResultPage<Integration> listPart(
      IntegrationQuery wanted, PageRequest page, FilteredRows rows) {
    ResultPage<Integration> found = listFirst(wanted, page, rows);
    if (found.nextCursor() != null) {
      return found;
    }
    return new ResultPage<>(found.items(), findCursorAfter(rows, wanted, page).orElse(null));
  }

  /** Returns where the list goes on after the rows that were filtered; empty at its end. */
  private Optional<String> findCursorAfter(
      FilteredRows rows, IntegrationQuery wanted, PageRequest page) {
    SqlText query = new SqlText("SELECT id, folded_name FROM " + TABLE + OF_ORGANIZATION);
    addScope(query, wanted, page);
    rows.addCondition(query, wanted);
    query.add(NameOrder.ORDER).add("OFFSET " + (rows.count() - 1) + " ROWS FETCH NEXT 1 ROW ONLY");
    return sql.find(
        query.text(),
        query.parameters(),
        row ->
            new PageCursor(
                    PageCursor.INTEGRATIONS, List.of(row.text("folded_name"), row.text("id")))
                .encode());
  }

  private ResultPage<Integration> listAll(
      IntegrationQuery wanted, PageRequest page, String contains) {
    SqlText query = new SqlText(SELECT);
    addScope(query, wanted, page);
    return listFiltered(query, wanted, page, contains);
  }

  /** Filters the first rows only. */
  private ResultPage<Integration> listFirst(
      IntegrationQuery wanted, PageRequest page, FilteredRows rows) {
    SqlText query = new SqlText("SELECT * FROM (SELECT * FROM " + TABLE + OF_ORGANIZATION);
    addScope(query, wanted, page);
    rows.addCondition(query, wanted);
    query.add(NameOrder.ORDER).add("LIMIT " + rows.count()).add(") AS n WHERE TRUE");
    return listFiltered(query, wanted, page, GramSearch.plainCondition());
  }

  private static void addScope(SqlText query, IntegrationQuery wanted, PageRequest page) {
    query.parameters().text("organization", wanted.organizationId());
    if (wanted.agentId() != null) {
      query.add("AND agent_id = :agent").parameters().text("agent", wanted.agentId());
    }
    NameOrder.addCursor(query, PageCursor.INTEGRATIONS, page);
  }

  private ResultPage<Integration> listFiltered(
      SqlText query, IntegrationQuery wanted, PageRequest page, String contains) {
    if (wanted.disabled() != null) {
      query.add(wanted.disabled() ? "AND disabled_at IS NOT NULL" : "AND disabled_at IS NULL");
    }
    addKeyFilters(query, wanted);
    if (wanted.text() != null) {
      query.add("AND " + contains).parameters().text("text", CaseFolding.fold(wanted.text()));
    }
    query.add(NameOrder.ORDER);
    return sql.listPage(
        query,
        page,
        IntegrationTable::toRecord,
        last -> PageCursor.afterName(PageCursor.INTEGRATIONS, last.name(), last.id()).encode());
  }

  private static void addKeyFilters(SqlText query, IntegrationQuery wanted) {
    if (wanted.expiring() != null) {
      query.add(wanted.expiring() ? "AND " + HAS_EXPIRING : "AND NOT " + HAS_EXPIRING);
      ApiKeyConditions.addInstants(query.parameters(), wanted.now());
    }
    if (wanted.unusedSince() != null) {
      query.add(UNUSED).parameters().instant("unusedSince", wanted.unusedSince());
    }
  }

  /** Inserts an integration; returns false if the id or the name is taken. */
  public boolean insert(Integration integration) {
    return sql.insert(TABLE, toRow(integration));
  }

  /** Updates an integration; returns false if its version is another one, or the name is taken. */
  public boolean update(Integration integration) {
    return !isNameTaken(integration)
        && sql.updateVersion(TABLE, Set.of("organization_id", "id"), toRow(integration));
  }

  /** Looks before: in PostgreSQL a statement that fails ends its transaction. */
  private boolean isNameTaken(Integration integration) {
    return sql.find(
            SELECT + " AND folded_name = :name AND id <> :id",
            new Parameters()
                .text("organization", integration.organizationId())
                .text("name", CaseFolding.fold(integration.name()))
                .text("id", integration.id()),
            IntegrationTable::toRecord)
        .isPresent();
  }

  private static Parameters toRow(Integration integration) {
    Parameters row =
        new Parameters()
            .text("organization_id", integration.organizationId())
            .text("id", integration.id())
            .text("name", integration.name())
            .text("folded_name", CaseFolding.fold(integration.name()))
            .text("search_text", NameOrder.searchTextOf(integration.name(), integration.id()))
            .text("agent_id", integration.agentId())
            .instant("created_at", integration.createdAt())
            .text("created_by", integration.createdBy())
            .number("version", integration.version());
    return DISABLEMENT.addTo(row, integration.disablement());
  }

  private static Integration toRecord(ResultRow row) throws SQLException {
    return new Integration(
        row.text("organization_id"),
        row.text("id"),
        row.text("name"),
        row.text("agent_id"),
        DISABLEMENT.read(row),
        row.instant("created_at"),
        row.text("created_by"),
        row.number("version"));
  }
}
