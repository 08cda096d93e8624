package org.nexusauth.jdbc.internal.usage.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What the user of the database must be allowed to do, checked by statements that change nothing.
 */
public final class TableRights {
  private static final List<TableRights> ALL =
      List.of(
          new TableRights("state", "id", false),
          new TableRights("closing", "id", false),
          new TableRights("subject", "last_day", true),
          new TableRights("writer", "dropped", true),
          new TableRights("minute", "requests", true),
          new TableRights("hour", "requests", true),
          new TableRights("day", "requests", true),
          new TableRights("detail", "routes", true),
          new TableRights("hour_detail", "routes", true),
          new TableRights("day_detail", "routes", true),
          new TableRights("denial", "", true));

  private final String table;
  private final String updated;
  private final boolean growing;

  private TableRights(String table, String updated, boolean growing) {
    this.table = "nexus_auth_usage_" + table;
    this.updated = updated;
    this.growing = growing;
  }

  /** Throws the database's exception if a right is missing, or the database is a replica. */
  public static boolean requireAll(Connection connection) throws SQLException {
    for (TableRights one : ALL) {
      one.require(connection);
    }
    return true;
  }

  private void require(Connection connection) throws SQLException {
    if (!updated.isEmpty()) {
      runWithoutRows(connection, "UPDATE %1$s SET %2$s = %2$s".formatted(table, updated));
    }
    if (growing) {
      runWithoutRows(connection, "INSERT INTO %1$s SELECT * FROM %1$s".formatted(table));
      runWithoutRows(connection, "DELETE FROM " + table);
    }
  }

  private static void runWithoutRows(Connection connection, String sql) throws SQLException {
    try (UsageStatement statement = UsageStatement.prepare(connection, sql + " WHERE 1 = 0")) {
      statement.update();
    }
  }
}
