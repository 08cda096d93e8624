package org.nexusauth.jdbc.internal.usage.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.nexusauth.usage.store.UsageBatch;

/** The processes that write, and how far each has. */
public final class WriterTable {
  /** Returned for a batch that is in the database. */
  public static final long WRITTEN_BEFORE = -1;

  /** How long after its last batch a node counts as one that writes. */
  private static final Duration LIVE_TIME = Duration.ofMinutes(1);

  private static final String FIND =
      "SELECT id, last_number FROM nexus_auth_usage_writer WHERE node = ? FOR UPDATE";

  private static final String COMPLETE_UP_TO =
      "SELECT MIN(complete_up_to) AS complete_up_to FROM nexus_auth_usage_writer"
          + " WHERE written_at >= ?";

  private static final String UPDATE =
      "UPDATE nexus_auth_usage_writer SET last_number = ?, dropped = dropped + ?,"
          + " complete_up_to = ?, written_at = ? WHERE node = ?";

  private static final String INSERT =
      "INSERT INTO nexus_auth_usage_writer (last_number, dropped, complete_up_to, written_at, node)"
          + " VALUES (?, ?, ?, ?, ?)";

  private final Connection connection;

  /** Works in a transaction. */
  public WriterTable(Connection connection) {
    this.connection = connection;
  }

  private record Writer(long id, long lastNumber) {}

  /** Notes a batch, and returns the number of its writer or {@link #WRITTEN_BEFORE}. */
  public long noteBatch(UsageBatch batch, Instant now) throws SQLException {
    Optional<Writer> known = findWriter(batch.node());
    if (known.isPresent() && known.get().lastNumber >= batch.number()) {
      return WRITTEN_BEFORE;
    }
    String sql = INSERT;
    if (known.isPresent()) {
      sql = UPDATE;
    }
    try (UsageStatement statement = UsageStatement.prepare(connection, sql)) {
      statement
          .number(batch.number())
          .number(batch.dropped())
          .instant(batch.completeUpTo())
          .instant(now)
          .text(batch.node())
          .update();
    }
    if (known.isEmpty()) {
      known = findWriter(batch.node());
    }
    return known
        .map(Writer::id)
        .orElseThrow(() -> new SQLException("the row of a writer is not found after its insert"));
  }

  private Optional<Writer> findWriter(String node) throws SQLException {
    try (UsageStatement statement = UsageStatement.prepare(connection, FIND)) {
      return statement
          .text(node)
          .findRow(row -> new Writer(row.number("id"), row.number("last_number")));
    }
  }

  /** Returns up to when those are complete who wrote lately; empty where there are none. */
  public Optional<Instant> findCompleteUpTo(Instant now) throws SQLException {
    try (UsageStatement statement = UsageStatement.prepare(connection, COMPLETE_UP_TO)) {
      return statement
          .instant(now.minus(LIVE_TIME))
          .listRows(row -> Optional.ofNullable(row.instantOrNull("complete_up_to")))
          .get(0);
    }
  }
}
