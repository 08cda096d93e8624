package org.nexusauth.jdbc.internal.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The current row of a result, by the names of its columns. */
public record ResultRow(ResultSet result) {

  public String text(String column) throws SQLException {
    return Objects.requireNonNull(result.getString(column), column);
  }

  public @Nullable String textOrNull(String column) throws SQLException {
    return result.getString(column);
  }

  public Instant instant(String column) throws SQLException {
    return Objects.requireNonNull(instantOrNull(column), column);
  }

  public @Nullable Instant instantOrNull(String column) throws SQLException {
    OffsetDateTime value = result.getObject(column, OffsetDateTime.class);
    if (value == null) {
      return null;
    }
    return value.toInstant();
  }

  public long number(String column) throws SQLException {
    return result.getLong(column);
  }
}
