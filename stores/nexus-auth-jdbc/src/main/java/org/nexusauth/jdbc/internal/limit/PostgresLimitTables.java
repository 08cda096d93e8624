package org.nexusauth.jdbc.internal.limit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Grant.DebitedWindow;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.SubjectId;

/**
 * Calls the functions of {@code V3__limits.sql}, which say what the arrays hold. Each call is one
 * statement with auto-commit, and locks rows in the order of their keys, on all nodes: two batches
 * never wait for each other.
 */
final class PostgresLimitTables implements LimitTables {
  private static final Comparator<SubjectId> KEY_ORDER =
      Comparator.comparingLong(SubjectId::high)
          .thenComparingLong(SubjectId::low)
          .thenComparing(SubjectId::kind);

  private static final String TAKE = "SELECT generation, grants FROM nexus_auth_limit_take(?)";
  private static final String GIVE_BACK = "SELECT nexus_auth_limit_give_back(?)";

  // Columns of TAKE, from 1.
  private static final int GENERATION = 1;
  private static final int GRANTS = 2;

  /** Rows that another transaction has locked are left to it: nothing here waits. */
  private static final String ANNOUNCE =
      """
      WITH gone AS (
        DELETE FROM nexus_auth_limit_node WHERE node IN (
          SELECT node FROM nexus_auth_limit_node
            WHERE node <> ? AND seen_at < clock_timestamp() - make_interval(secs => ?)
            FOR UPDATE SKIP LOCKED)),
      mine AS (
        INSERT INTO nexus_auth_limit_node (node, seen_at) VALUES (?, clock_timestamp())
          ON CONFLICT (node) DO UPDATE SET seen_at = excluded.seen_at)
      SELECT 1 + COUNT(*) FROM nexus_auth_limit_node
        WHERE node <> ? AND seen_at >= clock_timestamp() - make_interval(secs => ?)
      """;

  private static final String DELETE_ENDED =
      """
      DELETE FROM nexus_auth_limit_counter counter
        USING (SELECT id_high, id_low, kind FROM nexus_auth_limit_counter
          WHERE last_end < extract(epoch FROM clock_timestamp())::BIGINT - ?
          ORDER BY last_end LIMIT ? FOR UPDATE SKIP LOCKED) ended
        WHERE counter.id_high = ended.id_high AND counter.id_low = ended.id_low
          AND counter.kind = ended.kind
      """;

  /** {@inheritDoc} Other nodes wait for its rows. */
  @Override
  public int maxBatchSize() {
    return 250;
  }

  @Override
  public List<Grant> take(Connection connection, List<Want> wants) throws SQLException {
    int[] order = sortedByKey(wants.stream().map(Want::key).toList());
    List<Long> request = new ArrayList<>();
    for (int position : order) {
      addWant(request, wants.get(position));
    }
    try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setArray(1, connection.createArrayOf("bigint", request.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("the function returned no row");
        }
        GrantReader answer =
            new GrantReader(rows.getString(GENERATION), readNumbers(rows.getArray(GRANTS)));
        return readGrants(answer, wants, order);
      }
    }
  }

  private static int[] sortedByKey(List<SubjectId> keys) {
    return IntStream.range(0, keys.size())
        .boxed()
        .sorted(Comparator.comparing(keys::get, KEY_ORDER)) // Stable: equal keys in their order.
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static void addWant(List<Long> request, Want want) {
    List<LimitPolicy> policies = want.plan().policies();
    addHeader(request, want.key(), want.tokens(), policies.size());
    policies.forEach(policy -> request.add((long) policy.windowSeconds()));
    policies.forEach(policy -> request.add((long) policy.phaseOf(want.key().high())));
    policies.forEach(policy -> request.add((long) policy.quota()));
    if (want.spent().isEmpty()) {
      policies.forEach(policy -> request.add(0L));
    } else {
      want.spent().forEach(number -> request.add((long) number));
    }
  }

  private static void addHeader(List<Long> request, SubjectId key, int tokens, int windows) {
    request.add(key.high());
    request.add(key.low());
    request.add((long) key.kind().code());
    request.add((long) tokens);
    request.add((long) windows);
  }

  private static Long[] readNumbers(Array array) throws SQLException {
    Object[] numbers = (Object[]) array.getArray();
    return Arrays.copyOf(numbers, numbers.length, Long[].class);
  }

  /** The numbers of an answer, one after the other. */
  private static final class GrantReader {
    private final String generation;
    private final Long[] numbers;
    private int next;

    GrantReader(String generation, Long[] numbers) {
      this.generation = generation;
      this.numbers = numbers;
    }

    Grant readGrant(Want want) {
      int tokens = Math.toIntExact(numbers[next++]);
      Instant at = Instant.ofEpochMilli(numbers[next++]);
      List<DebitedWindow> windows = new ArrayList<>();
      for (LimitPolicy policy : want.plan().policies()) {
        long end = numbers[next++];
        long used = numbers[next++];
        windows.add(new DebitedWindow(policy.windowAt(end - 1, want.key().high()), used));
      }
      return new Grant(tokens, windows, at, generation);
    }
  }

  private static List<Grant> readGrants(GrantReader answer, List<Want> wants, int[] order) {
    Grant[] grants = new Grant[order.length];
    for (int position : order) {
      grants[position] = answer.readGrant(wants.get(position));
    }
    return List.of(grants);
  }

  @Override
  public void giveBack(Connection connection, List<Unspent> unspent) throws SQLException {
    List<Long> request = new ArrayList<>();
    for (int position : sortedByKey(unspent.stream().map(Unspent::key).toList())) {
      addUnspent(request, unspent.get(position));
    }
    try (PreparedStatement statement = connection.prepareStatement(GIVE_BACK)) {
      statement.setArray(1, connection.createArrayOf("bigint", request.toArray()));
      statement.execute();
    }
  }

  private static void addUnspent(List<Long> request, Unspent unspent) {
    List<LimitPolicy> policies = unspent.plan().policies();
    addHeader(request, unspent.key(), unspent.tokens(), policies.size());
    policies.forEach(policy -> request.add((long) policy.windowSeconds()));
    for (int i = 0; i < policies.size(); i++) {
      request.add(policies.get(i).endOf(unspent.windows().get(i), unspent.key().high()));
    }
  }

  @Override
  public int announce(Connection connection, String node) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ANNOUNCE)) {
      int parameter = 0;
      statement.setString(++parameter, node);
      statement.setInt(++parameter, NODE_EXPIRY_SECONDS);
      statement.setString(++parameter, node);
      statement.setString(++parameter, node);
      statement.setInt(++parameter, NODE_EXPIRY_SECONDS);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("the count returned no row");
        }
        return rows.getInt(1);
      }
    }
  }

  @Override
  public boolean deleteEnded(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DELETE_ENDED)) {
      int parameter = 0;
      statement.setInt(++parameter, ENDED_WINDOWS_KEPT_SECONDS);
      statement.setInt(++parameter, CLEANING_BATCH_SIZE);
      return statement.executeUpdate() < CLEANING_BATCH_SIZE;
    }
  }
}
