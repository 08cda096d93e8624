package org.nexusauth.jdbc.internal.record;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jdbc.internal.UnrepeatableWorkException;
import org.nexusauth.jdbc.internal.WorkFailure;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.revocation.StatusUnavailableException;

/** Tells the failures of work in a transaction apart: the database's, the input's, the work's. */
final class RecordTransaction {
  /** SQLStates of texts that are too long: for their column, and for an index of PostgreSQL. */
  private static final Set<String> TOO_LONG = Set.of("22001", "54000");

  private RecordTransaction() {}

  /** Work on records. */
  interface RecordWork<T extends @Nullable Object> {
    T run() throws SQLException;
  }

  /** Runs work that can be repeated on another connection. */
  static <T extends @Nullable Object> T runRepeatable(RecordWork<T> work) throws SQLException {
    try {
      return work.run();
    } catch (JdbiException e) {
      throw toFailure(e);
    } catch (StatusUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new WorkFailure(e);
    }
  }

  /**
   * Runs work that must not be repeated: its commit may have succeeded when the database failed.
   */
  static <T extends @Nullable Object> T runOnce(RecordWork<T> work) {
    try {
      return runRepeatable(work);
    } catch (SQLException e) {
      throw new UnrepeatableWorkException(e);
    }
  }

  /** Returns the database's failure; Jdbi's own text has the values of the statement. */
  private static SQLException toFailure(JdbiException failure) {
    Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof SQLException found) {
        if (TOO_LONG.contains(String.valueOf(found.getSQLState()))) {
          throw new WorkFailure(tooLong());
        }
        return found;
      }
      cause = cause.getCause();
    }
    throw new WorkFailure(
        new IllegalStateException("a statement failed: " + failure.getClass().getName()));
  }

  private static ManagementException tooLong() {
    return ManagementException.invalid(
        List.of(
            new FieldError(
                "id", "A text is too long to be stored: ids have 255 characters at most.")));
  }
}
