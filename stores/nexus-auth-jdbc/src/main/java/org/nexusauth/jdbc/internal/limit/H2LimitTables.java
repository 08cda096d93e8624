package org.nexusauth.jdbc.internal.limit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;

/**
 * Reads and writes counters in one transaction a batch, which locks the row of the generation
 * first: batches of all nodes follow each other.
 */
final class H2LimitTables implements LimitTables {
  private static final String DUPLICATE = "23505";

  private static final String LOCK =
      "SELECT generation FROM nexus_auth_limit_generation WHERE id = 1 FOR UPDATE WAIT 0.3";

  private static final String CREATE_GENERATION =
      "INSERT INTO nexus_auth_limit_generation (id, generation) VALUES (1, ?)";

  /** The current time of H2 is that of the transaction's begin, before it waited for the lock. */
  private static final String TIME =
      "SELECT executing_statement_start FROM information_schema.sessions"
          + " WHERE session_id = SESSION_ID()";

  private static final String ANNOUNCE =
      "MERGE INTO nexus_auth_limit_node (node, seen_at) KEY (node) VALUES (?, ?)";
  private static final String DELETE_NODES = "DELETE FROM nexus_auth_limit_node WHERE seen_at < ?";
  private static final String COUNT_NODES = "SELECT COUNT(*) FROM nexus_auth_limit_node";

  private static final String DELETE_ENDED =
      "DELETE FROM nexus_auth_limit_counter WHERE window_end < ? FETCH FIRST ? ROWS ONLY";

  /** {@inheritDoc} Other nodes wait for it. */
  @Override
  public int maxBatchSize() {
    return 100;
  }

  @Override
  public List<Grant> take(Connection connection, List<Want> wants) throws SQLException {
    String generation = lockGeneration(connection);
    Instant now = readTime(connection);
    CounterBatch counters = CounterBatch.of(now.getEpochSecond());
    wants.forEach(want -> counters.add(want.key(), want.plan()));
    counters.read(connection);
    List<Grant> grants = new ArrayList<>(wants.size());
    for (Want want : wants) {
      grants.add(counters.debit(want, now, generation));
    }
    counters.write(connection);
    return grants;
  }

  @Override
  public void giveBack(Connection connection, List<Unspent> unspent) throws SQLException {
    lockGeneration(connection);
    CounterBatch counters = CounterBatch.of(readTime(connection).getEpochSecond());
    unspent.forEach(one -> counters.add(one.key(), one.plan()));
    counters.read(connection);
    unspent.forEach(counters::credit);
    counters.write(connection);
  }

  @Override
  public int announce(Connection connection, String node) throws SQLException {
    lockGeneration(connection);
    OffsetDateTime now = readTime(connection).atOffset(ZoneOffset.UTC);
    try (PreparedStatement announce = connection.prepareStatement(ANNOUNCE);
        PreparedStatement delete = connection.prepareStatement(DELETE_NODES);
        PreparedStatement count = connection.prepareStatement(COUNT_NODES)) {
      int parameter = 0;
      announce.setString(++parameter, node);
      announce.setObject(++parameter, now);
      announce.executeUpdate();
      delete.setObject(1, now.minusSeconds(NODE_EXPIRY_SECONDS));
      delete.executeUpdate();
      try (ResultSet rows = count.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  @Override
  public boolean deleteEnded(Connection connection) throws SQLException {
    lockGeneration(connection);
    long second = readTime(connection).getEpochSecond();
    try (PreparedStatement statement = connection.prepareStatement(DELETE_ENDED)) {
      int parameter = 0;
      statement.setLong(++parameter, second - ENDED_WINDOWS_KEPT_SECONDS);
      statement.setInt(++parameter, CLEANING_BATCH_SIZE);
      return statement.executeUpdate() < CLEANING_BATCH_SIZE;
    }
  }

  /** Locks the row until this transaction ends, and returns the generation. */
  private static String lockGeneration(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      while (true) {
        try (ResultSet rows = statement.executeQuery()) {
          if (rows.next()) {
            return rows.getString(1);
          }
        }
        createGeneration(connection);
      }
    }
  }

  private static void createGeneration(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CREATE_GENERATION)) {
      statement.setString(1, UUID.randomUUID().toString());
      statement.executeUpdate();
    } catch (SQLException e) {
      if (!DUPLICATE.equals(e.getSQLState())) { // Else another node was faster.
        throw e;
      }
    }
  }

  private static Instant readTime(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TIME);
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("the database does not say what time it is");
      }
      return rows.getObject(1, OffsetDateTime.class).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }
  }
}
