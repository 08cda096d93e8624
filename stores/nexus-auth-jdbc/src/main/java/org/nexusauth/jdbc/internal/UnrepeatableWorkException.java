package org.nexusauth.jdbc.internal;

import java.sql.SQLException;

/** Thrown by work whose transaction may have been committed when the database failed. */
public final class UnrepeatableWorkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception because of the database's failure. */
  public UnrepeatableWorkException(SQLException failure) {
    super(failure);
  }
}
