package org.nexusauth.jdbc.internal.usage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.StatementTimeouts;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.revocation.kit.RevocationNormalizer;

/** A statement whose parameters are set one after the other. Used by one thread. */
final class UsageStatement implements AutoCloseable {
  private final PreparedStatement statement;
  private int parameters;

  private UsageStatement(PreparedStatement statement) {
    this.statement = statement;
  }

  /** Makes an object of a row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultRow row) throws SQLException;
  }

  static UsageStatement prepare(Connection connection, String sql) throws SQLException {
    return new UsageStatement(StatementTimeouts.prepareWithTimeout(connection, sql));
  }

  static UsageStatement prepare(Connection connection, String sql, int timeoutSeconds)
      throws SQLException {
    return new UsageStatement(
        StatementTimeouts.prepareWithTimeout(connection, sql, timeoutSeconds));
  }

  UsageStatement number(long value) throws SQLException {
    statement.setLong(++parameters, value);
    return this;
  }

  UsageStatement flag(boolean value) throws SQLException {
    statement.setBoolean(++parameters, value);
    return this;
  }

  /** Adds a text, without the characters that no database can hold. */
  UsageStatement text(@Nullable String value) throws SQLException {
    statement.setString(++parameters, value == null ? null : RevocationNormalizer.cleanText(value));
    return this;
  }

  UsageStatement instant(Instant value) throws SQLException {
    statement.setObject(
        ++parameters, RevocationNormalizer.roundInstant(value).atOffset(ZoneOffset.UTC));
    return this;
  }

  UsageStatement numbers(Collection<? extends Number> values) throws SQLException {
    return array("bigint", values.stream().map(Number::longValue).toArray());
  }

  UsageStatement hashes(Collection<UUID> values) throws SQLException {
    return array("uuid", values.toArray());
  }

  UsageStatement texts(Collection<? extends @Nullable String> values) throws SQLException {
    return array(
        "varchar",
        values.stream()
            .map(text -> text == null ? null : RevocationNormalizer.cleanText(text))
            .toArray());
  }

  private UsageStatement array(String type, @Nullable Object[] values) throws SQLException {
    statement.setArray(++parameters, statement.getConnection().createArrayOf(type, values));
    return this;
  }

  /** Adds what is set to a batch. */
  void addToBatch() throws SQLException {
    statement.addBatch();
    parameters = 0;
  }

  /** Returns how many rows each statement of the batch changed. */
  int[] updateBatch() throws SQLException {
    return statement.executeBatch();
  }

  int update() throws SQLException {
    parameters = 0;
    return statement.executeUpdate();
  }

  <T> List<T> list(RowReader<T> reader) throws SQLException {
    parameters = 0;
    List<T> all = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      ResultRow row = new ResultRow(rows);
      while (rows.next()) {
        all.add(reader.read(row));
      }
    }
    return all;
  }

  <T> Optional<T> find(RowReader<T> reader) throws SQLException {
    return list(reader).stream().findFirst();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
