package org.nexusauth.jdbc.internal.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.kit.RevocationNormalizer;

/** The named parameters of a statement, in the order in which they were added. */
public final class Parameters {
  private final Map<String, Argument> values = new LinkedHashMap<>();

  /** Adds a text; throws an exception of kind {@code INVALID} if it cannot be stored. */
  public Parameters text(String name, @Nullable String value) {
    if (value != null) {
      StorableText.require(name, value);
    }
    values.put(name, (position, statement, context) -> statement.setString(position, value));
    return this;
  }

  public Parameters texts(String name, Collection<String> items) {
    Object[] storable = items.stream().filter(StorableText::isStorable).toArray();
    values.put(
        name,
        (position, statement, context) ->
            statement.setArray(
                position, statement.getConnection().createArrayOf("varchar", storable)));
    return this;
  }

  /** Adds an instant, rounded down to microseconds. */
  public Parameters instant(String name, @Nullable Instant value) {
    values.put(name, (position, statement, context) -> setInstant(statement, position, value));
    return this;
  }

  private static void setInstant(PreparedStatement statement, int position, @Nullable Instant value)
      throws SQLException {
    if (value == null) {
      statement.setNull(position, Types.TIMESTAMP_WITH_TIMEZONE);
    } else {
      statement.setObject(
          position, RevocationNormalizer.roundInstant(value).atOffset(ZoneOffset.UTC));
    }
  }

  public Parameters number(String name, long value) {
    values.put(name, (position, statement, context) -> statement.setLong(position, value));
    return this;
  }

  public Set<String> names() {
    return values.keySet();
  }

  public <S extends SqlStatement<S>> S bindTo(S statement) {
    values.forEach(statement::bind);
    return statement;
  }
}
