package org.nexusauth.jdbc.internal;

import java.sql.Connection;
import java.time.Duration;

/**
 * How a connection is set up for an executor.
 *
 * @param autoCommit whether each statement is a transaction
 * @param isolation a level of isolation of {@link Connection}
 * @param firstTimeout how long an answer may take on a new connection
 * @param timeoutWhenKept the same on one that was kept since it was used before
 */
record SessionSetup(
    boolean autoCommit, int isolation, Duration firstTimeout, Duration timeoutWhenKept) {

  /** Returns a setup for transactions of several statements. */
  static SessionSetup ofTransactions(int isolation, Duration timeoutWhenKept) {
    return new SessionSetup(false, isolation, ConnectionExecutor.NETWORK_TIMEOUT, timeoutWhenKept);
  }

  /** Returns a setup for short statements. */
  static SessionSetup ofShortCalls(boolean autoCommit, Duration timeout) {
    return new SessionSetup(autoCommit, Connection.TRANSACTION_READ_COMMITTED, timeout, timeout);
  }
}
