package org.nexusauth.jdbc.internal.alert;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.sql.JdbiTemplate;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.jdbc.internal.sql.SqlText;
import org.nexusauth.management.model.alert.AlertMute;

/** The table of the mutes. */
final class MuteTable {
  private static final String TABLE = "nexus_auth_alert_mute";
  private static final String SELECT =
      "SELECT * FROM " + TABLE + " WHERE " + SubjectColumns.KNOWN_KIND;

  private final JdbiTemplate sql;

  MuteTable(JdbiTemplate sql) {
    this.sql = sql;
  }

  List<AlertMute> list(@Nullable Set<String> organizationIds, Instant now) {
    SqlText query = new SqlText(SELECT).add("AND (muted_until IS NULL OR muted_until > :now)");
    SubjectColumns.addKnownKinds(query.parameters()).instant("now", now);
    if (organizationIds != null) {
      query.add("AND organization_id = ANY(:organizations)");
      query.parameters().texts("organizations", organizationIds);
    }
    query.add("ORDER BY muted_since DESC, id DESC");
    return sql.list(query.text(), query.parameters(), MuteTable::toRecord);
  }

  Optional<AlertMute> find(String id) {
    Parameters parameters = SubjectColumns.addKnownKinds(new Parameters()).text("id", id);
    return sql.find(SELECT + " AND id = :id", parameters, MuteTable::toRecord);
  }

  void put(AlertMute mute) {
    delete(mute.id());
    Parameters row = new Parameters().text("id", mute.id());
    SubjectColumns.addTo(row, mute.kind(), mute.subject())
        .instant("muted_since", mute.since())
        .instant("muted_until", mute.until())
        .text("muted_by", mute.by());
    sql.insert(TABLE, row);
  }

  boolean delete(String id) {
    return sql.update("DELETE FROM " + TABLE + " WHERE id = :id", new Parameters().text("id", id))
        == 1;
  }

  void deleteEnded(Instant endedBefore) {
    sql.update(
        "DELETE FROM " + TABLE + " WHERE muted_until <= :before",
        new Parameters().instant("before", endedBefore));
  }

  private static AlertMute toRecord(ResultRow row) throws SQLException {
    return new AlertMute(
        row.text("id"),
        SubjectColumns.kindOf(row),
        SubjectColumns.subjectOf(row),
        row.instant("muted_since"),
        row.instantOrNull("muted_until"),
        row.text("muted_by"));
  }
}
