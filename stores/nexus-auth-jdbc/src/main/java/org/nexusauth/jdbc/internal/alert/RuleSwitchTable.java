package org.nexusauth.jdbc.internal.alert;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.jdbc.internal.sql.SqlText;
import org.nexusauth.management.model.alert.RuleSwitch;

/** The table of rules that were switched for an organization. */
final class RuleSwitchTable {
  private static final String TABLE = "nexus_auth_alert_rule";

  private final JdbiTemplate sql;

  RuleSwitchTable(JdbiTemplate sql) {
    this.sql = sql;
  }

  List<RuleSwitch> list(@Nullable String organizationId) {
    SqlText query =
        new SqlText("SELECT * FROM " + TABLE).add("WHERE").add(SubjectColumns.KNOWN_KIND);
    SubjectColumns.addKnownKinds(query.parameters());
    if (organizationId != null) {
      query.add("AND organization_id = :organization");
      query.parameters().text("organization", organizationId);
    }
    return sql.list(query.text(), query.parameters(), RuleSwitchTable::toRecord);
  }

  boolean insert(RuleSwitch added) {
    return sql.insert(TABLE, toRow(added));
  }

  boolean update(RuleSwitch changed) {
    return sql.updateVersion(TABLE, Set.of("organization_id", "kind"), toRow(changed));
  }

  private static Parameters toRow(RuleSwitch one) {
    return new Parameters()
        .text("organization_id", one.organizationId())
        .text("kind", one.kind().code())
        .number("enabled", one.enabled() ? 1 : 0)
        .instant("changed_at", one.changedAt())
        .text("changed_by", one.changedBy())
        .number("version", one.version());
  }

  private static RuleSwitch toRecord(ResultRow row) throws SQLException {
    return new RuleSwitch(
        row.text("organization_id"),
        SubjectColumns.kindOf(row),
        row.number("enabled") == 1,
        row.instant("changed_at"),
        row.text("changed_by"),
        row.number("version"));
  }
}
