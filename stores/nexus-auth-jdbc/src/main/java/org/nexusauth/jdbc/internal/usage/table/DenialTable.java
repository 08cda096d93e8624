package org.nexusauth.jdbc.internal.usage.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.nexusauth.event.Outcome;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.reason.Reason;
import org.nexusauth.usage.store.DenialPage;
import org.nexusauth.usage.store.DenialQuery;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.UsageScope;

/** The error log. */
public final class DenialTable {
  private static final String INSERT =
      "INSERT INTO nexus_auth_usage_denial (api_key, integration, organization, at, reason, detail,"
          + " method, route, network, request_id, client_version)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String COLUMNS =
      "SELECT id, api_key, at, reason, detail, method, route, network, request_id, client_version"
          + " FROM nexus_auth_usage_denial WHERE ";

  private static final String NEWEST_FIRST = " ORDER BY at DESC, id DESC LIMIT ?";

  private final Connection connection;

  /** Works in a transaction. */
  public DenialTable(Connection connection) {
    this.connection = connection;
  }

  /** Adds entries; what numbers subjects knows those of all. */
  public void insertAll(Collection<DeniedRequest> denials, ToLongFunction<UsageScope> numbers)
      throws SQLException {
    if (denials.isEmpty()) {
      return;
    }
    try (UsageStatement statement = UsageStatement.prepare(connection, INSERT)) {
      for (DeniedRequest denial : denials) {
        for (UsageScope scope : SubjectTable.scopesOf(denial.key())) {
          statement.number(numbers.applyAsLong(scope));
        }
        statement
            .instant(denial.at())
            .text(denial.reason().code())
            .text(denial.detail())
            .text(denial.method())
            .text(denial.route())
            .text(denial.network())
            .text(denial.requestId())
            .text(denial.clientVersion())
            .addToBatch();
      }
      statement.updateBatch();
    }
  }

  /**
   * Reads a page.
   *
   * @param after the last entry of the page before; null for the first page
   */
  public DenialPage readPage(DenialQuery query, @Nullable DenialCursor after) throws SQLException {
    UsageScope organization = UsageScope.organization(query.scope().organizationId());
    Map<UsageScope, Long> numbers =
        new SubjectTable(connection).findNumbers(List.of(query.scope(), organization));
    Long subject = numbers.get(query.scope());
    if (subject == null || query.max() < 1) {
      return new DenialPage(List.of(), null);
    }
    Search search = new Search(query, subject, numbers.getOrDefault(organization, 0L), after);
    List<Entry> found = listEntries(search);
    List<Entry> page = found.subList(0, Math.min(found.size(), query.max()));
    String next = null;
    if (found.size() > query.max()) {
      next = page.get(page.size() - 1).cursor.encode();
    }
    return new DenialPage(page.stream().map(Entry::denial).toList(), next);
  }

  private record Search(
      DenialQuery query, long subject, long organization, @Nullable DenialCursor after) {

    List<String> reasons() {
      Collection<Reason> wanted = query.reasons();
      if (wanted.isEmpty()) {
        wanted = Arrays.asList(Reason.values());
      }
      return wanted.stream().map(Reason::code).sorted().toList();
    }

    String subjectColumn() {
      if (query.scope().keyId() != null) {
        return "api_key";
      }
      if (query.scope().integrationId() != null) {
        return "integration";
      }
      return "organization";
    }

    /** Returns the query of one reason, for which there is an index. */
    String toSql() {
      StringBuilder part = new StringBuilder("(").append(COLUMNS).append(subjectColumn());
      part.append(" = ? AND reason = ? AND at >= ? AND at < ?");
      if (query.requestId() != null) {
        part.append(" AND organization = ? AND request_id = ?");
      }
      if (after != null) {
        part.append(" AND at <= ? AND (at < ? OR id < ?)");
      }
      return part.append(NEWEST_FIRST).append(')').toString();
    }

    void set(UsageStatement statement, String reason) throws SQLException {
      statement.number(subject).text(reason).instant(query.from()).instant(query.to());
      if (query.requestId() != null) {
        statement.number(organization).text(query.requestId());
      }
      if (after != null) {
        statement.instant(after.at()).instant(after.at()).number(after.id());
      }
      statement.number(query.max() + 1L);
    }
  }

  private record Entry(DenialCursor cursor, DeniedRequest denial) {}

  private List<Entry> listEntries(Search search) throws SQLException {
    List<String> parts = new ArrayList<>();
    search.reasons().forEach(reason -> parts.add(search.toSql()));
    String sql =
        "SELECT page.*, subject.organization_id, subject.integration_id, subject.key_id FROM"
            + " (SELECT * FROM ("
            + String.join(" UNION ALL ", parts)
            + ") parts"
            + NEWEST_FIRST
            + ") page JOIN nexus_auth_usage_subject subject ON subject.id = page.api_key"
            + " ORDER BY page.at DESC, page.id DESC";
    try (UsageStatement statement = UsageStatement.prepare(connection, sql)) {
      for (String reason : search.reasons()) {
        search.set(statement, reason);
      }
      return statement.number(search.query.max() + 1L).listRows(DenialTable::toEntry);
    }
  }

  private static Entry toEntry(ResultRow row) throws SQLException {
    Reason reason =
        Outcome.find(row.text("reason"))
            .flatMap(Outcome::reason)
            .orElseThrow(() -> new SQLException("a reason that the query excludes"));
    return new Entry(
        new DenialCursor(row.instant("at"), row.number("id")),
        new DeniedRequest(
            row.instant("at"),
            new KeyId(row.text("organization_id"), row.text("integration_id"), row.text("key_id")),
            reason,
            row.text("detail"),
            row.text("method"),
            row.textOrNull("route"),
            row.textOrNull("network"),
            row.text("request_id"),
            row.textOrNull("client_version")));
  }
}
