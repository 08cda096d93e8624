package org.nexusauth.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.kit.SubjectForm;

/** The one row that says where the store is, over one connection; all who write lock it first. */
final class HeadRow {
  /** Millions of rows take longer; nobody waits for it but a node that starts. */
  private static final int SECONDS_TO_COUNT = 8;

  private static final String NOT_EMPTIED =
      "entries = 0 OR (SELECT MAX(sequence) FROM nexus_auth_change) IS NOT NULL";
  private static final String ALL_THERE = "entries = (SELECT COUNT(*) FROM nexus_auth_change)";

  private final Connection connection;
  private final Dialect dialect;

  HeadRow(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * Returns where the store is.
   *
   * @throws StatusUnavailableException when that is not known, or all changes have gone
   */
  Cursor read() throws SQLException {
    return read(NOT_EMPTIED, "", Statements.SECONDS);
  }

  /**
   * Returns where the store is, for a reader who knows nothing yet.
   *
   * @throws StatusUnavailableException when that is not known, or any change has gone
   */
  Cursor readAndCount() throws SQLException {
    int silence = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, (SECONDS_TO_COUNT + 1) * 1_000);
    Cursor found = read(ALL_THERE, "", SECONDS_TO_COUNT);
    connection.setNetworkTimeout(Runnable::run, silence);
    return found;
  }

  /**
   * Returns where the store is and lets nobody else write until this transaction ends.
   *
   * @throws StatusUnavailableException as {@link #read()}: what is written then would hide it
   */
  Cursor lock() throws SQLException {
    dialect.beginWriting(connection);
    read("TRUE", " FOR UPDATE", Statements.SECONDS);
    return read(); // Anew: what was waited for is not in the snapshot of the statement that waited.
  }

  /** In one statement, so that all it reads is of one moment. */
  private Cursor read(String whole, String lock, int seconds) throws SQLException {
    String query =
        "SELECT generation, sequence, "
            + dialect.replica()
            + ", "
            + whole
            + " FROM nexus_auth_head WHERE id = 1"
            + lock;
    try (PreparedStatement statement = Statements.prepare(connection, query, seconds);
        ResultSet rows = statement.executeQuery()) {
      return cursor(rows);
    }
  }

  private static Cursor cursor(ResultSet rows) throws SQLException {
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
              + " see the restore run-book in docs/operating-revocation.md");
    }
    return new Cursor(rows.getString(1), rows.getLong(2));
  }

  /** Returns the form of the subjects' ids; 1 for tables that do not record it. */
  int subjectForm() throws SQLException {
    String query = "SELECT * FROM nexus_auth_head WHERE id = 1";
    try (PreparedStatement statement = Statements.prepare(connection, query);
        ResultSet rows = statement.executeQuery()) {
      ResultSetMetaData columns = rows.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        if (columns.getColumnName(i).equalsIgnoreCase("subject_form")) {
          return rows.next() ? rows.getInt(i) : SubjectForm.CURRENT; // Without a row, see read().
        }
      }
      return 1;
    }
  }

  /** Says that a change was added; it must be locked. */
  void added(long sequence) throws SQLException {
    String move = "UPDATE nexus_auth_head SET sequence = ?, entries = entries + 1 WHERE id = 1";
    try (PreparedStatement statement = Statements.prepare(connection, move)) {
      statement.setLong(1, sequence);
      statement.executeUpdate();
    }
  }

  /** Says how many changes were deleted; it must be locked. */
  void deleted(int changes) throws SQLException {
    String fewer = "UPDATE nexus_auth_head SET entries = entries - ? WHERE id = 1";
    try (PreparedStatement statement = Statements.prepare(connection, fewer)) {
      statement.setInt(1, changes);
      statement.executeUpdate();
    }
  }

  /** Makes it another store to all who follow it; it must be locked. */
  void setGeneration(String generation) throws SQLException {
    String other = "UPDATE nexus_auth_head SET generation = ? WHERE id = 1";
    try (PreparedStatement statement = Statements.prepare(connection, other)) {
      statement.setString(1, generation);
      statement.executeUpdate();
    }
  }
}
