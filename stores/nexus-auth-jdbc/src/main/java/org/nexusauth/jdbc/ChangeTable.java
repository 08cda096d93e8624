package org.nexusauth.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.revocation.kit.StoredChange;

/** The changes, over one connection. */
final class ChangeTable {
  /** How many are deleted at once. */
  static final int BATCH = 1_000;

  private static final String COLUMNS =
      "kind, id_high, id_low, state, effective_at, issued_before, until_at, reason";

  private final Connection connection;

  ChangeTable(Connection connection) {
    this.connection = connection;
  }

  /** Returns so many changes in order, from after one position to another. */
  List<StoredChange> between(long after, long to, int max) throws SQLException {
    String query =
        "SELECT sequence, "
            + COLUMNS
            + " FROM nexus_auth_change WHERE sequence > ? AND sequence <= ?"
            + " ORDER BY sequence LIMIT ?";
    try (PreparedStatement statement = prepare(query)) {
      statement.setLong(1, after);
      statement.setLong(2, to);
      statement.setInt(3, max);
      return rows(statement);
    }
  }

  /** Returns what is known of a subject, in order. */
  List<StoredChange> of(SubjectId id) throws SQLException {
    String query =
        "SELECT sequence, "
            + COLUMNS
            + " FROM nexus_auth_change WHERE kind = ? AND id_high = ? AND id_low = ?"
            + " ORDER BY sequence";
    try (PreparedStatement statement = prepare(query)) {
      set(statement, id);
      return rows(statement);
    }
  }

  private static List<StoredChange> rows(PreparedStatement statement) throws SQLException {
    List<StoredChange> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(change(rows));
      }
    }
    return found;
  }

  private static StoredChange change(ResultSet rows) throws SQLException {
    return StoredChange.of(
        rows.getLong(1),
        new SubjectId(Subject.Kind.ofCode(rows.getInt(2)), rows.getLong(3), rows.getLong(4)),
        rows.getInt(5),
        rows.getObject(6, OffsetDateTime.class).toInstant(),
        moment(rows, 7),
        moment(rows, 8),
        rows.getString(9));
  }

  private static @Nullable Instant moment(ResultSet rows, int column) throws SQLException {
    OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  /**
   * Adds a change; the head must be locked.
   *
   * @param sequence its place
   * @param immediate for a revocation, whether its moment has come for this node
   */
  void add(long sequence, Change change, boolean immediate) throws SQLException {
    String insert =
        "INSERT INTO nexus_auth_change (" + COLUMNS + ", sequence) VALUES (?,?,?,?,?,?,?,?,?)";
    try (PreparedStatement statement = prepare(insert)) {
      set(statement, change.subject());
      statement.setInt(4, StoredChange.codeOf(change.state(), immediate));
      statement.setObject(5, utc(change.effectiveAt()));
      statement.setObject(6, utc(change.issuedBefore()));
      statement.setObject(7, utc(change.until()));
      statement.setString(8, change.reason());
      statement.setLong(9, sequence);
      statement.executeUpdate();
    }
  }

  /**
   * Deletes some of what expired a day ago; the head must be locked.
   *
   * @param now by this node's clock; the database's counts when it is behind
   * @return how many
   */
  int sweep(Instant now) throws SQLException {
    Object[] expired = expired(now);
    // By their numbers: H2 would look for them anew for each that it deletes.
    try (PreparedStatement statement =
        prepare("DELETE FROM nexus_auth_change WHERE sequence = ANY (?)")) {
      statement.setArray(1, connection.createArrayOf("bigint", expired));
      statement.executeUpdate();
    }
    return expired.length;
  }

  private Object[] expired(Instant now) throws SQLException {
    String query =
        "SELECT sequence FROM nexus_auth_change"
            + " WHERE until_at < LEAST(CURRENT_TIMESTAMP, CAST(? AS TIMESTAMP WITH TIME ZONE))"
            + " - INTERVAL '24' HOUR ORDER BY until_at LIMIT ?";
    List<Long> found = new ArrayList<>();
    try (PreparedStatement statement = prepare(query)) {
      statement.setObject(1, utc(now));
      statement.setInt(2, BATCH);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getLong(1));
        }
      }
    }
    return found.toArray();
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return Statements.prepare(connection, sql);
  }

  private static void set(PreparedStatement statement, SubjectId id) throws SQLException {
    statement.setInt(1, id.kind().code());
    statement.setLong(2, id.high());
    statement.setLong(3, id.low());
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }
}
