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
import org.nexusauth.status.Change;
import org.nexusauth.status.Cursor;
import org.nexusauth.status.StatusUnavailableException;
import org.nexusauth.status.StoredChange;
import org.nexusauth.status.Subject;
import org.nexusauth.status.SubjectId;

/** The tables, over one connection. */
final class Changes {
  private static final int BATCH = 1_000;
  private static final int SECONDS = Math.toIntExact(Lane.SILENCE.toSeconds()) - 1;

  /** Millions of rows take longer; nobody waits for it but a node that starts. */
  private static final int SECONDS_TO_COUNT = 8;

  private static final String NOT_EMPTIED =
      "entries = 0 OR (SELECT MAX(sequence) FROM nexus_auth_change) IS NOT NULL";
  private static final String ALL_THERE = "entries = (SELECT COUNT(*) FROM nexus_auth_change)";

  private static final String COLUMNS =
      "kind, id_high, id_low, state, effective_at, issued_before, until_at, reason";

  private final Connection connection;
  private final Dialect dialect;

  Changes(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * Returns where the store is.
   *
   * @throws StatusUnavailableException when that is not known, or all changes have gone
   */
  Cursor head() throws SQLException {
    return head(NOT_EMPTIED, "", SECONDS);
  }

  /**
   * Returns where the store is, for a reader who knows nothing yet.
   *
   * @throws StatusUnavailableException when that is not known, or any change has gone
   */
  Cursor countedHead() throws SQLException {
    int silence = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, (SECONDS_TO_COUNT + 1) * 1_000);
    Cursor head = head(ALL_THERE, "", SECONDS_TO_COUNT);
    connection.setNetworkTimeout(Runnable::run, silence);
    return head;
  }

  /**
   * Returns where the store is and lets nobody else write until this transaction ends.
   *
   * @throws StatusUnavailableException as {@link #head()}: what is written then would hide it
   */
  Cursor lockHead() throws SQLException {
    dialect.beginWriting(connection);
    head("TRUE", " FOR UPDATE", SECONDS);
    return head(); // Anew: what was waited for is not in the snapshot of the statement that waited.
  }

  /** In one statement, so that all it reads is of one moment. */
  private Cursor head(String whole, String lock, int seconds) throws SQLException {
    String query =
        "SELECT generation, sequence, "
            + dialect.replica()
            + ", "
            + whole
            + " FROM nexus_auth_head WHERE id = 1"
            + lock;
    try (PreparedStatement statement = prepare(query)) {
      statement.setQueryTimeout(seconds);
      try (ResultSet rows = statement.executeQuery()) {
        return head(rows);
      }
    }
  }

  private static Cursor head(ResultSet rows) throws SQLException {
    if (!rows.next()) {
      throw new StatusUnavailableException(
          "the row of nexus_auth_head is gone: restore the database");
    }
    if (rows.getBoolean(3)) {
      throw new StatusUnavailableException("the database is a replica: name the primary");
    }
    if (!rows.getBoolean(4)) {
      throw new StatusUnavailableException(
          "changes are missing: nexus_auth_change has not as many as nexus_auth_head says;"
              + " see the restore run-book in docs/revocation.md");
    }
    return new Cursor(rows.getString(1), rows.getLong(2));
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
   * Adds a change as the next one; the head must be locked.
   *
   * @param atOnce for a revocation, whether its moment has come for this node
   */
  void add(Cursor head, Change change, boolean atOnce) throws SQLException {
    long sequence = head.position() + 1;
    String insert =
        "INSERT INTO nexus_auth_change (" + COLUMNS + ", sequence) VALUES (?,?,?,?,?,?,?,?,?)";
    try (PreparedStatement statement = prepare(insert)) {
      set(statement, change.subject());
      statement.setInt(4, StoredChange.code(change.state(), atOnce));
      statement.setObject(5, utc(change.effectiveAt()));
      statement.setObject(6, utc(change.issuedBefore()));
      statement.setObject(7, utc(change.until()));
      statement.setString(8, change.reason());
      statement.setLong(9, sequence);
      statement.executeUpdate();
    }
    String move = "UPDATE nexus_auth_head SET sequence = ?, entries = entries + 1 WHERE id = 1";
    try (PreparedStatement statement = prepare(move)) {
      statement.setLong(1, sequence);
      statement.executeUpdate();
    }
  }

  /** Makes it another store to all who follow it; the head must be locked. */
  void setGeneration(String generation) throws SQLException {
    try (PreparedStatement statement =
        prepare("UPDATE nexus_auth_head SET generation = ? WHERE id = 1")) {
      statement.setString(1, generation);
      statement.executeUpdate();
    }
  }

  /**
   * Deletes some of what expired a day ago, by the database's clock; the head must be locked.
   *
   * @return whether that was all
   */
  boolean sweep() throws SQLException {
    Object[] expired = expired();
    // By their numbers: H2 would look for them anew for each that it deletes.
    try (PreparedStatement statement =
        prepare("DELETE FROM nexus_auth_change WHERE sequence = ANY (?)")) {
      statement.setArray(1, connection.createArrayOf("bigint", expired));
      statement.executeUpdate();
    }
    try (PreparedStatement statement =
        prepare("UPDATE nexus_auth_head SET entries = entries - ? WHERE id = 1")) {
      statement.setInt(1, expired.length);
      statement.executeUpdate();
    }
    return expired.length < BATCH;
  }

  private Object[] expired() throws SQLException {
    String query =
        "SELECT sequence FROM nexus_auth_change"
            + " WHERE until_at < CURRENT_TIMESTAMP - INTERVAL '24' HOUR ORDER BY until_at LIMIT ?";
    List<Long> found = new ArrayList<>();
    try (PreparedStatement statement = prepare(query)) {
      statement.setInt(1, BATCH);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getLong(1));
        }
      }
    }
    return found.toArray();
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setQueryTimeout(SECONDS);
    return statement;
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
