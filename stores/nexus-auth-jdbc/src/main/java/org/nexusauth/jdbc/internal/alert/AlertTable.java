package org.nexusauth.jdbc.internal.alert;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.SqlText;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertState;
import org.nexusauth.management.store.AlertQuery;
import org.nexusauth.management.store.PageCursor;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The table of the alerts. */
final class AlertTable {
  private static final String TABLE = "nexus_auth_alert";
  private static final String SELECT =
      "SELECT * FROM " + TABLE + " WHERE " + SubjectColumns.KNOWN_KIND;

  private final JdbiTemplate sql;

  AlertTable(JdbiTemplate sql) {
    this.sql = sql;
  }

  Optional<Alert> find(String id) {
    Parameters parameters = SubjectColumns.addKnownKinds(new Parameters()).text("id", id);
    return sql.find(SELECT + " AND id = :id", parameters, AlertRow::toRecord);
  }

  ResultPage<Alert> list(AlertQuery wanted, PageRequest page) {
    SqlText query = new SqlText(SELECT);
    SubjectColumns.addKnownKinds(query.parameters());
    addSubject(query, wanted);
    addState(query, wanted.state());
    if (wanted.kind() != null) {
      query.add("AND kind = :kind").parameters().text("kind", wanted.kind().code());
    }
    if (wanted.severity() != null) {
      query.add("AND severity = :severity").parameters().text("severity", wanted.severity().name());
    }
    if (page.cursor() != null) {
      PageCursor cursor = PageCursor.decode(page.cursor(), PageCursor.ALERTS, 2);
      query
          .add("AND (list_position < :position OR list_position = :position AND id < :after_id)")
          .parameters()
          .number("position", cursor.numberAt(0))
          .text("after_id", cursor.values().get(1));
    }
    query.add("ORDER BY list_position DESC, id DESC");
    return sql.listPage(query, page, AlertRow::toRecord, AlertTable::cursorAfter);
  }

  private static String cursorAfter(Alert last) {
    return new PageCursor(PageCursor.ALERTS, List.of(Long.toString(last.listPosition()), last.id()))
        .encode();
  }

  private static void addSubject(SqlText query, AlertQuery wanted) {
    Parameters parameters = query.parameters();
    if (wanted.organizationIds() != null) {
      query.add("AND organization_id = ANY(:organizations)");
      parameters.texts("organizations", wanted.organizationIds());
    }
    if (wanted.integrationId() != null) {
      query.add("AND integration_id = :integration");
      parameters.text("integration", wanted.integrationId());
    }
    if (wanted.keyId() != null) {
      query.add("AND key_id = :key");
      parameters.text("key", wanted.keyId());
    }
  }

  private static void addState(SqlText query, @Nullable AlertState state) {
    if (state == AlertState.CLOSED) {
      query.add("AND closed_at IS NOT NULL");
    }
    if (state == AlertState.OPEN) {
      query.add("AND closed_at IS NULL AND acknowledged_at IS NULL");
    }
    if (state == AlertState.ACKNOWLEDGED) {
      query.add("AND closed_at IS NULL AND acknowledged_at IS NOT NULL");
    }
  }

  List<Alert> listOpen(int max) {
    Parameters parameters = SubjectColumns.addKnownKinds(new Parameters()).number("max", max);
    return sql.list(
        SELECT + " AND open_matter IS NOT NULL LIMIT :max", parameters, AlertRow::toRecord);
  }

  List<Alert> listToNotify(int max) {
    Parameters parameters = SubjectColumns.addKnownKinds(new Parameters()).number("max", max);
    return sql.list(
        SELECT + " AND notice_due = 1 ORDER BY opened_at, id LIMIT :max",
        parameters,
        AlertRow::toRecord);
  }

  Map<AlertSeverity, Long> countOpen(@Nullable Set<String> organizationIds) {
    SqlText query =
        new SqlText("SELECT severity, COUNT(*) AS number FROM " + TABLE)
            .add("WHERE open_matter IS NOT NULL AND")
            .add(SubjectColumns.KNOWN_KIND);
    SubjectColumns.addKnownKinds(query.parameters());
    if (organizationIds != null) {
      query.add("AND organization_id = ANY(:organizations)");
      query.parameters().texts("organizations", organizationIds);
    }
    query.add("GROUP BY severity");
    Map<AlertSeverity, Long> counts = new EnumMap<>(AlertSeverity.class);
    sql.list(
        query.text(),
        query.parameters(),
        row -> counts.put(AlertSeverity.valueOf(row.text("severity")), row.number("number")));
    return counts;
  }

  boolean insert(Alert alert) {
    return sql.insert(TABLE, AlertRow.toRow(alert));
  }

  boolean update(Alert alert) {
    return sql.updateVersion(TABLE, Set.of("id"), AlertRow.toRow(alert));
  }

  int deleteClosed(Instant closedBefore, int max) {
    return sql.update(
        "DELETE FROM %s WHERE id IN (SELECT id FROM %s WHERE closed_at < :before LIMIT :max)"
            .formatted(TABLE, TABLE),
        new Parameters().instant("before", closedBefore).number("max", max));
  }
}
