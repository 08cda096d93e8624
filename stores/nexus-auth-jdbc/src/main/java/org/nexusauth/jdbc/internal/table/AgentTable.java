package org.nexusauth.jdbc.internal.table;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.jdbc.internal.sql.SqlText;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.store.CaseFolding;
import org.nexusauth.management.store.PageCursor;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The table of the agents. */
public final class AgentTable {
  private static final String TABLE = "nexus_auth_agent";
  private static final SuspensionColumns RESTRICTION =
      new SuspensionColumns("restricted_at", "restricted_by", "restriction_reason");
  private static final String SELECT =
      "SELECT organization_id, id, name, "
          + RESTRICTION
          + ", created_at, version FROM "
          + TABLE
          + " WHERE organization_id = :organization";

  private final JdbiTemplate sql;

  /** Works in a transaction. */
  public AgentTable(JdbiTemplate sql) {
    this.sql = sql;
  }

  /** Finds an agent. */
  public Optional<Agent> find(String organizationId, String id) {
    return sql.find(
        SELECT + " AND id = :id",
        new Parameters().text("organization", organizationId).text("id", id),
        AgentTable::toRecord);
  }

  /** Lists agents by name; with a text those whose name or id contains it, ignoring case. */
  public ResultPage<Agent> list(String organizationId, @Nullable String text, PageRequest page) {
    SqlText query = new SqlText(SELECT);
    query.parameters().text("organization", organizationId);
    if (text != null) {
      query
          .add("AND POSITION(:text IN search_text) > 0")
          .parameters()
          .text("text", CaseFolding.fold(text));
    }
    NameOrder.addTo(query, PageCursor.AGENTS, page);
    return sql.listPage(
        query,
        page,
        AgentTable::toRecord,
        last -> PageCursor.afterName(PageCursor.AGENTS, last.name(), last.id()).encode());
  }

  /** Inserts an agent; returns false if the id is taken. */
  public boolean insert(Agent agent) {
    return sql.insert(TABLE, toRow(agent));
  }

  /** Updates an agent; returns false if its version is another one. */
  public boolean update(Agent agent) {
    return sql.updateVersion(TABLE, Set.of("organization_id", "id"), toRow(agent));
  }

  private static Parameters toRow(Agent agent) {
    Parameters row =
        new Parameters()
            .text("organization_id", agent.organizationId())
            .text("id", agent.id())
            .text("name", agent.name())
            .text("folded_name", CaseFolding.fold(agent.name()))
            .text("search_text", NameOrder.searchTextOf(agent.name(), agent.id()))
            .instant("created_at", agent.createdAt())
            .number("version", agent.version());
    return RESTRICTION.addTo(row, agent.restriction());
  }

  private static Agent toRecord(ResultRow row) throws SQLException {
    return new Agent(
        row.text("organization_id"),
        row.text("id"),
        row.text("name"),
        RESTRICTION.read(row),
        row.instant("created_at"),
        row.number("version"));
  }
}
