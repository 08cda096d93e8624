package org.nexusauth.jdbc.internal.table;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.jdbc.internal.sql.SqlText;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.store.CaseFolding;
import org.nexusauth.management.store.PageCursor;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The table of the organizations. */
public final class OrganizationTable {
  private static final String TABLE = "nexus_auth_organization";
  private static final String SELECT = "SELECT id, name, created_at, version FROM " + TABLE;

  private final JdbiTemplate sql;

  /** Works in a transaction. */
  public OrganizationTable(JdbiTemplate sql) {
    this.sql = sql;
  }

  /** Finds an organization. */
  public Optional<Organization> find(String id) {
    return sql.find(
        SELECT + " WHERE id = :id", new Parameters().text("id", id), OrganizationTable::toRecord);
  }

  /** Lists organizations by name; null for all, else those of these ids. */
  public ResultPage<Organization> list(@Nullable Set<String> ids, PageRequest page) {
    SqlText query = new SqlText(SELECT).add("WHERE TRUE");
    if (ids != null) {
      query.add("AND id = ANY(:ids)").parameters().texts("ids", ids);
    }
    NameOrder.addTo(query, PageCursor.ORGANIZATIONS, page);
    return sql.listPage(
        query,
        page,
        OrganizationTable::toRecord,
        last -> PageCursor.afterName(PageCursor.ORGANIZATIONS, last.name(), last.id()).encode());
  }

  /** Inserts an organization; returns false if the id is taken. */
  public boolean insert(Organization organization) {
    return sql.insert(TABLE, toRow(organization));
  }

  /** Updates an organization; returns false if its version is another one. */
  public boolean update(Organization organization) {
    return sql.updateVersion(TABLE, Set.of("id"), toRow(organization));
  }

  private static Parameters toRow(Organization organization) {
    return new Parameters()
        .text("id", organization.id())
        .text("name", organization.name())
        .text("folded_name", CaseFolding.fold(organization.name()))
        .instant("created_at", organization.createdAt())
        .number("version", organization.version());
  }

  private static Organization toRecord(ResultRow row) throws SQLException {
    return new Organization(
        row.text("id"), row.text("name"), row.instant("created_at"), row.number("version"));
  }
}
