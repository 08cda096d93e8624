package org.nexusauth.jdbc.internal.usage.table;

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
public final class UsageStatement implements AutoCloseable {
  private final PreparedStatement statement;
  private int parameters;

  private UsageStatement(PreparedStatement statement) {
    this.statement = statement;
  }

  /** Makes an object of a row. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultRow row) throws SQLException;
  }

  public static UsageStatement prepare(Connection connection, String sql) throws SQLException {
    return new UsageStatement(StatementTimeouts.prepareWithTimeout(connection, sql));
  }

  public static UsageStatement prepare(Connection connection, String sql, int timeoutSeconds)
      throws SQLException {
    return new UsageStatement(
        StatementTimeouts.prepareWithTimeout(connection, sql, timeoutSeconds));
  }

  public UsageStatement number(long value) throws SQLException {
    statement.setLong(++parameters, value);
    return this;
  }

  public UsageStatement flag(boolean value) throws SQLException {
    statement.setBoolean(++parameters, value);
    return this;
  }

  /** Adds a text, without the characters that no database can hold. */
  public UsageStatement text(@Nullable String value) throws SQLException {
    statement.setString(++parameters, cleanText(value));
    return this;
  }

  private static @Nullable String cleanText(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return RevocationNormalizer.cleanText(text);
  }

  public UsageStatement instant(Instant value) throws SQLException {
    statement.setObject(
        ++parameters, RevocationNormalizer.roundInstant(value).atOffset(ZoneOffset.UTC));
    return this;
  }

  public UsageStatement numbers(Collection<? extends Number> values) throws SQLException {
    return array("bigint", values.stream().map(Number::longValue).toArray());
  }

  public UsageStatement hashes(Collection<UUID> values) throws SQLException {
    return array("uuid", values.toArray());
  }

  public UsageStatement texts(Collection<? extends @Nullable String> values) throws SQLException {
    return array("varchar", values.stream().map(UsageStatement::cleanText).toArray());
  }

  private UsageStatement array(String type, @Nullable Object[] values) throws SQLException {
    statement.setArray(++parameters, statement.getConnection().createArrayOf(type, values));
    return this;
  }

  /** Adds what is set to a batch. */
  public void addToBatch() throws SQLException {
    statement.addBatch();
    parameters = 0;
  }

  /** Returns how many rows each statement of the batch changed. */
  public int[] updateBatch() throws SQLException {
    return statement.executeBatch();
  }

  public int update() throws SQLException {
    parameters = 0;
    return statement.executeUpdate();
  }

  public <T> List<T> listRows(RowReader<T> reader) throws SQLException {
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

  public <T> Optional<T> findRow(RowReader<T> reader) throws SQLException {
    return listRows(reader).stream().findFirst();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
