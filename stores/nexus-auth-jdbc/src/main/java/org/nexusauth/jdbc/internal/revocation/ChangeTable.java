package org.nexusauth.jdbc.internal.revocation;

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
import org.nexusauth.jdbc.internal.StatementTimeouts;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.revocation.kit.StoredChange;

/** The table of the changes, over one connection. */
public final class ChangeTable {
  /** How many are deleted in one transaction. */
  public static final int BATCH_SIZE = 1_000;

  private static final String COLUMNS =
      "sequence, kind, id_high, id_low, state, effective_at, issued_before, until_at, reason";

  // Positions in COLUMNS, from 1.
  private static final int SEQUENCE = 1;
  private static final int KIND = 2;
  private static final int ID_HIGH = 3;
  private static final int ID_LOW = 4;
  private static final int STATE = 5;
  private static final int EFFECTIVE_AT = 6;
  private static final int ISSUED_BEFORE = 7;
  private static final int UNTIL = 8;
  private static final int REASON = 9;

  private final Connection connection;

  public ChangeTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * Returns changes in order.
   *
   * @param after the position before the first
   * @param to the position of the last
   * @param max how many at most
   */
  public List<StoredChange> readBetween(long after, long to, int max) throws SQLException {
    String query =
        "SELECT "
            + COLUMNS
            + " FROM nexus_auth_change WHERE sequence > ? AND sequence <= ?"
            + " ORDER BY sequence LIMIT ?";
    try (PreparedStatement statement = prepare(query)) {
      int parameter = 0;
      statement.setLong(++parameter, after);
      statement.setLong(++parameter, to);
      statement.setInt(++parameter, max);
      return readRows(statement);
    }
  }

  /** Returns the changes of a subject, in order. */
  public List<StoredChange> readOf(SubjectId id) throws SQLException {
    String query =
        "SELECT "
            + COLUMNS
            + " FROM nexus_auth_change WHERE kind = ? AND id_high = ? AND id_low = ?"
            + " ORDER BY sequence";
    try (PreparedStatement statement = prepare(query)) {
      bindSubject(statement, 1, id);
      return readRows(statement);
    }
  }

  private static List<StoredChange> readRows(PreparedStatement statement) throws SQLException {
    List<StoredChange> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(toChange(rows));
      }
    }
    return found;
  }

  private static StoredChange toChange(ResultSet row) throws SQLException {
    SubjectId subject =
        new SubjectId(
            Subject.Kind.ofCode(row.getInt(KIND)), row.getLong(ID_HIGH), row.getLong(ID_LOW));
    return StoredChange.of(
        row.getLong(SEQUENCE),
        subject,
        row.getInt(STATE),
        row.getObject(EFFECTIVE_AT, OffsetDateTime.class).toInstant(),
        readInstant(row, ISSUED_BEFORE),
        readInstant(row, UNTIL),
        row.getString(REASON));
  }

  private static @Nullable Instant readInstant(ResultSet row, int column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    if (value == null) {
      return null;
    }
    return value.toInstant();
  }

  /**
   * Inserts a change. The head must be locked.
   *
   * @param sequence its position
   * @param immediate for a revocation, whether it is in force by this node's clock
   */
  public void insert(long sequence, Change change, boolean immediate) throws SQLException {
    String insert = "INSERT INTO nexus_auth_change (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?)";
    try (PreparedStatement statement = prepare(insert)) {
      statement.setLong(SEQUENCE, sequence);
      bindSubject(statement, KIND, change.subject());
      statement.setInt(STATE, StoredChange.codeOf(change.state(), immediate));
      statement.setObject(EFFECTIVE_AT, toUtc(change.effectiveAt()));
      statement.setObject(ISSUED_BEFORE, toUtc(change.issuedBefore()));
      statement.setObject(UNTIL, toUtc(change.until()));
      statement.setString(REASON, change.reason());
      statement.executeUpdate();
    }
  }

  /**
   * Deletes a batch of the changes that expired a day ago. The head must be locked.
   *
   * @param now by this node's clock; the database's is used when it is behind
   * @return how many were deleted
   */
  public int deleteExpired(Instant now) throws SQLException {
    List<Long> expired = findExpired(now);
    // By their numbers: H2 would repeat the search for each row that it deletes.
    delete(expired);
    return expired.size();
  }

  /** Deletes changes by their positions. The head must be locked. */
  void delete(List<Long> sequences) throws SQLException {
    try (PreparedStatement statement =
        prepare("DELETE FROM nexus_auth_change WHERE sequence = ANY (?)")) {
      statement.setArray(1, connection.createArrayOf("bigint", sequences.toArray()));
      statement.executeUpdate();
    }
  }

  private List<Long> findExpired(Instant now) throws SQLException {
    String query =
        "SELECT sequence FROM nexus_auth_change"
            + " WHERE until_at < LEAST(CURRENT_TIMESTAMP, CAST(? AS TIMESTAMP WITH TIME ZONE))"
            + " - INTERVAL '24' HOUR ORDER BY until_at LIMIT ?";
    List<Long> found = new ArrayList<>();
    try (PreparedStatement statement = prepare(query)) {
      int parameter = 0;
      statement.setObject(++parameter, toUtc(now));
      statement.setInt(++parameter, BATCH_SIZE);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getLong(1));
        }
      }
    }
    return found;
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return StatementTimeouts.prepareWithTimeout(connection, sql);
  }

  /** Binds kind, id_high and id_low, which follow each other in each statement. */
  private static void bindSubject(PreparedStatement statement, int first, SubjectId id)
      throws SQLException {
    int parameter = first;
    statement.setInt(parameter++, id.kind().code());
    statement.setLong(parameter++, id.high());
    statement.setLong(parameter, id.low());
  }

  private static @Nullable OffsetDateTime toUtc(@Nullable Instant instant) {
    if (instant == null) {
      return null;
    }
    return instant.atOffset(ZoneOffset.UTC);
  }
}
