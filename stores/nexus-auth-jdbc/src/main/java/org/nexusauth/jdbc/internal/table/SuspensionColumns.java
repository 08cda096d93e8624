package org.nexusauth.jdbc.internal.table;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.management.model.Suspension;

/**
 * The three columns of a suspension.
 *
 * @param since the name of the one with its beginning
 * @param by the name of the one with the operator
 * @param reason the name of the one with the reason
 */
record SuspensionColumns(String since, String by, String reason) {

  @Override
  public String toString() {
    return since + ", " + by + ", " + reason;
  }

  Parameters addTo(Parameters row, @Nullable Suspension suspension) {
    if (suspension == null) {
      return row.instant(since, null).text(by, null).text(reason, null);
    }
    return row.instant(since, suspension.since())
        .text(by, suspension.by())
        .text(reason, suspension.reason());
  }

  @Nullable Suspension read(ResultRow row) throws SQLException {
    Instant from = row.instantOrNull(since);
    if (from == null) {
      return null;
    }
    return new Suspension(from, row.text(by), row.text(reason));
  }
}
