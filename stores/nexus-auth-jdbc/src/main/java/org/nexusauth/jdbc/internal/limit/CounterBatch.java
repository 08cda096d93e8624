package org.nexusauth.jdbc.internal.limit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Grant.DebitedWindow;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

/** The counters of a batch: read from H2, changed here, and written back. Used by one thread. */
final class CounterBatch {
  private static final String READ =
      """
      SELECT counter.id_high, counter.id_low, counter.kind, counter.window_seconds,
          counter.window_end, counter.used
        FROM UNNEST(?, ?, ?, ?) AS wanted (id_high, id_low, kind, window_seconds)
        JOIN nexus_auth_limit_counter counter
          ON counter.id_high = CAST(wanted.id_high AS BIGINT)
          AND counter.id_low = CAST(wanted.id_low AS BIGINT)
          AND counter.kind = CAST(wanted.kind AS SMALLINT)
          AND counter.window_seconds = CAST(wanted.window_seconds AS BIGINT)
      """;

  private static final String WRITE =
      """
      MERGE INTO nexus_auth_limit_counter (id_high, id_low, kind, window_seconds, window_end, used)
        KEY (id_high, id_low, kind, window_seconds)
        SELECT CAST(c1 AS BIGINT), CAST(c2 AS BIGINT), CAST(c3 AS SMALLINT), CAST(c4 AS BIGINT),
            CAST(c5 AS BIGINT), CAST(c6 AS BIGINT)
          FROM UNNEST(?, ?, ?, ?, ?, ?) AS changed (c1, c2, c3, c4, c5, c6)
      """;

  // Columns of READ and parameters of both, from 1.
  private static final int ID_HIGH = 1;
  private static final int ID_LOW = 2;
  private static final int KIND = 3;
  private static final int WINDOW_SECONDS = 4;
  private static final int WINDOW_END = 5;
  private static final int USED = 6;

  private final long second;
  private final Set<CounterId> wanted = new HashSet<>();
  private final Map<CounterId, Counter> known = new LinkedHashMap<>();
  private final Map<CounterId, Counter> changed = new LinkedHashMap<>();

  /** A key's counter of the windows of one length, whatever their quota is. */
  private record CounterId(SubjectId key, long windowSeconds) {}

  /** What is used of a window, which ends at a second. */
  private record Counter(long end, long used) {}

  private CounterBatch(long second) {
    this.second = second;
  }

  /** Returns a batch without counters, at a second of the database's clock. */
  static CounterBatch of(long second) {
    return new CounterBatch(second);
  }

  /** Adds the counters of a key. */
  void add(SubjectId key, LimitPlan plan) {
    plan.policies().forEach(policy -> wanted.add(idOf(key, policy)));
  }

  private static CounterId idOf(SubjectId key, LimitPolicy policy) {
    return new CounterId(key, policy.windowSeconds());
  }

  /** Reads the counters that were added. */
  void read(Connection connection) throws SQLException {
    if (wanted.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      bindIds(statement, wanted);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          known.put(readId(rows), new Counter(rows.getLong(WINDOW_END), rows.getLong(USED)));
        }
      }
    }
  }

  private static CounterId readId(ResultSet row) throws SQLException {
    Subject.Kind kind = Subject.Kind.ofCode(row.getInt(KIND));
    SubjectId key = new SubjectId(kind, row.getLong(ID_HIGH), row.getLong(ID_LOW));
    return new CounterId(key, row.getLong(WINDOW_SECONDS));
  }

  /** Debits what was spent and what is granted. */
  Grant debit(Want want, Instant now, String generation) {
    List<LimitPolicy> policies = want.plan().policies();
    List<Counter> counters = new ArrayList<>(policies.size());
    long tokens = want.tokens();
    for (int i = 0; i < policies.size(); i++) {
      Counter counter = currentCounter(want.key(), policies.get(i));
      if (!want.spent().isEmpty()) {
        counter = new Counter(counter.end, counter.used + want.spent().get(i));
      }
      counters.add(counter);
      tokens = Math.min(tokens, Math.max(0, policies.get(i).quota() - counter.used));
    }
    List<DebitedWindow> windows = new ArrayList<>(policies.size());
    for (int i = 0; i < policies.size(); i++) {
      Counter debited = new Counter(counters.get(i).end, counters.get(i).used + tokens);
      change(idOf(want.key(), policies.get(i)), debited);
      long window = policies.get(i).windowAt(debited.end - 1, want.key().high());
      windows.add(new DebitedWindow(window, debited.used));
    }
    return new Grant(Math.toIntExact(tokens), windows, now, generation);
  }

  /** A clock that was set back by less than a window goes on with the next one. */
  private Counter currentCounter(SubjectId key, LimitPolicy policy) {
    Counter counter = known.get(idOf(key, policy));
    if (counter != null
        && counter.end > second
        && counter.end <= second + 2L * policy.windowSeconds()) {
      return counter;
    }
    return new Counter(policy.endOf(policy.windowAt(second, key.high()), key.high()), 0);
  }

  private void change(CounterId id, Counter counter) {
    Counter before = known.put(id, counter);
    if (counter.used > 0 && !counter.equals(before)) {
      changed.put(id, counter);
    }
  }

  /** Credits tokens in the windows that have not ended. */
  void credit(Unspent unspent) {
    List<LimitPolicy> policies = unspent.plan().policies();
    for (int i = 0; i < policies.size(); i++) {
      CounterId id = idOf(unspent.key(), policies.get(i));
      Counter counter = known.get(id);
      long end = policies.get(i).endOf(unspent.windows().get(i), unspent.key().high());
      if (counter != null && counter.end == end && end > second) {
        Counter credited = new Counter(end, Math.max(0, counter.used - unspent.tokens()));
        known.put(id, credited);
        changed.put(id, credited);
      }
    }
  }

  /** Writes the counters that were changed. */
  void write(Connection connection) throws SQLException {
    if (changed.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
      bindIds(statement, changed.keySet());
      bindNumbers(statement, WINDOW_END, changed.values(), Counter::end);
      bindNumbers(statement, USED, changed.values(), Counter::used);
      statement.executeUpdate();
    }
  }

  private static void bindIds(PreparedStatement statement, Collection<CounterId> ids)
      throws SQLException {
    bindNumbers(statement, ID_HIGH, ids, id -> id.key.high());
    bindNumbers(statement, ID_LOW, ids, id -> id.key.low());
    bindNumbers(statement, KIND, ids, id -> (long) id.key.kind().code());
    bindNumbers(statement, WINDOW_SECONDS, ids, CounterId::windowSeconds);
  }

  private static <T> void bindNumbers(
      PreparedStatement statement, int parameter, Collection<T> items, Function<T, Long> number)
      throws SQLException {
    Object[] numbers = items.stream().map(number).toArray();
    statement.setArray(parameter, statement.getConnection().createArrayOf("bigint", numbers));
  }
}
