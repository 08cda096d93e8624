package org.nexusauth.jdbc.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.kit.SubjectIdVersion;

/**
 * The one row with the generation and the last position, over one connection. Every writer locks it
 * first.
 */
public final class FeedHeadRow {
  /** Counting millions of rows takes long. Only a node that starts waits for it. */
  private static final int COUNT_TIMEOUT_SECONDS = 8;

  private static final String IS_NOT_EMPTIED =
      "entries = 0 OR (SELECT MAX(sequence) FROM nexus_auth_change) IS NOT NULL";
  private static final String IS_COMPLETE = "entries = (SELECT COUNT(*) FROM nexus_auth_change)";

  // Columns of the query of readChecked, from 1.
  private static final int GENERATION = 1;
  private static final int SEQUENCE = 2;
  private static final int IS_REPLICA = 3;
  private static final int CHECK = 4;

  private final Connection connection;
  private final Dialect dialect;

  public FeedHeadRow(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * Returns the generation and the last position.
   *
   * @throws StatusUnavailableException when the row is missing, or all changes have gone
   */
  public Cursor read() throws SQLException {
    return readChecked(IS_NOT_EMPTIED, "", StatementTimeouts.TIMEOUT_SECONDS);
  }

  /**
   * Returns the same for a reader that has no changes yet, and compares the number of changes.
   *
   * @throws StatusUnavailableException when the row is missing, or any change has gone
   */
  public Cursor readAndCount() throws SQLException {
    int timeout = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, (COUNT_TIMEOUT_SECONDS + 1) * 1_000);
    Cursor found = readChecked(IS_COMPLETE, "", COUNT_TIMEOUT_SECONDS);
    connection.setNetworkTimeout(Runnable::run, timeout);
    return found;
  }

  /**
   * Locks the row against other writers until this transaction ends, and reads it.
   *
   * @throws StatusUnavailableException as {@link #read()}: a write would hide the loss
   */
  public Cursor lockAndRead() throws SQLException {
    dialect.beginWriting(connection);
    readChecked("TRUE", " FOR UPDATE", StatementTimeouts.TIMEOUT_SECONDS);
    return read(); // Again: the statement that waited does not see what it waited for.
  }

  /** One statement, so that all it reads is of one snapshot. */
  private Cursor readChecked(String check, String lock, int timeoutSeconds) throws SQLException {
    String query =
        "SELECT generation, sequence, "
            + dialect.replicaCondition()
            + ", "
            + check
            + " FROM nexus_auth_head WHERE id = 1"
            + lock;
    try (PreparedStatement statement =
            StatementTimeouts.prepareWithTimeout(connection, query, timeoutSeconds);
        ResultSet rows = statement.executeQuery()) {
      return toCursor(rows);
    }
  }

  private static Cursor toCursor(ResultSet rows) throws SQLException {
    if (!rows.next()) {
      throw new StatusUnavailableException(
          "the row of nexus_auth_head is gone: restore the database");
    }
    if (rows.getBoolean(IS_REPLICA)) {
      throw new StatusUnavailableException("the database is a replica: name the primary");
    }
    if (!rows.getBoolean(CHECK)) {
      throw new StatusUnavailableException(
          "changes are missing: nexus_auth_change has not as many as nexus_auth_head says;"
              + " see the restore run-book in docs/operating-revocation.md");
    }
    return new Cursor(rows.getString(GENERATION), rows.getLong(SEQUENCE));
  }

  /** Returns the form of the subjects' ids; 1 for tables that do not record it. */
  public int subjectForm() throws SQLException {
    String query = "SELECT * FROM nexus_auth_head WHERE id = 1";
    try (PreparedStatement statement = StatementTimeouts.prepareWithTimeout(connection, query);
        ResultSet rows = statement.executeQuery()) {
      ResultSetMetaData columns = rows.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        if (columns.getColumnName(i).equalsIgnoreCase("subject_form")) {
          if (!rows.next()) {
            return SubjectIdVersion.CURRENT; // read() says that the row is missing.
          }
          return rows.getInt(i);
        }
      }
      return 1;
    }
  }

  /** Records that a change was added. The row must be locked. */
  public void recordAddition(long sequence) throws SQLException {
    String update = "UPDATE nexus_auth_head SET sequence = ?, entries = entries + 1 WHERE id = 1";
    try (PreparedStatement statement = StatementTimeouts.prepareWithTimeout(connection, update)) {
      statement.setLong(1, sequence);
      statement.executeUpdate();
    }
  }

  /** Records that changes were deleted. The row must be locked. */
  public void recordDeletions(int changes) throws SQLException {
    String update = "UPDATE nexus_auth_head SET entries = entries - ? WHERE id = 1";
    try (PreparedStatement statement = StatementTimeouts.prepareWithTimeout(connection, update)) {
      statement.setInt(1, changes);
      statement.executeUpdate();
    }
  }

  /** Makes all replicas read the store from its beginning. The row must be locked. */
  public void setGeneration(String generation) throws SQLException {
    String update = "UPDATE nexus_auth_head SET generation = ? WHERE id = 1";
    try (PreparedStatement statement = StatementTimeouts.prepareWithTimeout(connection, update)) {
      statement.setString(1, generation);
      statement.executeUpdate();
    }
  }
}
