package org.nexusauth.jdbc.internal.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;
import org.nexusauth.jdbc.internal.Dialect;
import org.nexusauth.jdbc.internal.StatementTimeouts;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/**
 * Statements in the transaction of a connection, which its owner commits. They throw Jdbi's
 * exceptions. Used by one thread.
 */
public final class JdbiTemplate {
  private static final SqlParser PARSER = new ColonPrefixSqlParser();
  private static final String DUPLICATE = "23505";

  private static final String SHORT_ANSWERS =
      "SELECT set_config('plan_cache_mode', 'force_custom_plan', TRUE),"
          + " set_config('max_parallel_workers_per_gather', '0', TRUE),"
          + " set_config('jit', 'off', TRUE)";

  private final Handle handle;
  private final Dialect dialect;
  private boolean planned;

  /** Runs statements over a connection without auto-commit. */
  public JdbiTemplate(Connection connection, Dialect dialect) {
    this.handle = Jdbi.open(connection); // Never closed: the connection is its owner's.
    this.dialect = dialect;
    handle
        .getConfig(SqlStatements.class)
        .setSqlParser(PARSER)
        .setQueryTimeout(StatementTimeouts.TIMEOUT_SECONDS)
        .setUnusedBindingAllowed(true);
  }

  /** Makes an object of a row. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultRow row) throws SQLException;
  }

  public boolean isPostgres() {
    return dialect == Dialect.POSTGRESQL;
  }

  public Handle handle() {
    return handle;
  }

  public <T> List<T> list(String sql, Parameters parameters, RowReader<T> reader) {
    Query query = parameters.bindTo(handle.createQuery(sql));
    return query.map((result, context) -> reader.read(new ResultRow(result))).list();
  }

  public <T> Optional<T> find(String sql, Parameters parameters, RowReader<T> reader) {
    return list(sql, parameters, reader).stream().findFirst();
  }

  /**
   * Returns a part of a list.
   *
   * @param sql a query without its end
   * @param cursor makes the cursor after an item
   */
  public <T> ResultPage<T> listPage(
      SqlText sql, PageRequest page, RowReader<T> reader, Function<? super T, String> cursor) {
    planForValues();
    int limit = Math.max(1, Math.min(page.limit(), PageRequest.MAX_LIMIT));
    Parameters parameters = sql.parameters().number("limit", limit + 1L);
    List<T> found = list(sql.text() + " LIMIT :limit", parameters, reader);
    if (found.size() <= limit) {
      return new ResultPage<>(found, null);
    }
    List<T> items = found.subList(0, limit);
    return new ResultPage<>(items, cursor.apply(items.get(limit - 1)));
  }

  /**
   * Has PostgreSQL plan the queries of this transaction for a short answer. Which index is best
   * depends on the values, so that no plan is made for all of them; starting other processes and
   * compiling take longer than what they would speed up.
   */
  public void planForValues() {
    if (isPostgres() && !planned) {
      list(SHORT_ANSWERS, new Parameters(), row -> true);
      planned = true;
    }
  }

  public int update(String sql, Parameters parameters) {
    Update update = parameters.bindTo(handle.createUpdate(sql));
    return update.execute();
  }

  /** Inserts a row of the parameters' names; returns false if one like it is there. */
  public boolean insert(String table, Parameters row) {
    String sql =
        "INSERT INTO "
            + table
            + " ("
            + String.join(", ", row.names())
            + ") VALUES (:"
            + String.join(", :", row.names())
            + ")";
    if (isPostgres()) { // There a statement that fails ends its transaction.
      return update(sql + " ON CONFLICT DO NOTHING", row) == 1;
    }
    try {
      return update(sql, row) == 1;
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof SQLException cause && DUPLICATE.equals(cause.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Updates the row of the parameters' keys; returns false if its version is not one less than the
   * parameter {@code version}.
   */
  public boolean updateVersion(String table, Set<String> keys, Parameters row) {
    String values =
        row.names().stream()
            .filter(name -> !keys.contains(name))
            .map(name -> name + " = :" + name)
            .collect(Collectors.joining(", "));
    String found =
        keys.stream().map(name -> name + " = :" + name).collect(Collectors.joining(" AND "));
    return update(
            "UPDATE "
                + table
                + " SET "
                + values
                + " WHERE "
                + found
                + " AND version = :version - 1",
            row)
        == 1;
  }
}
