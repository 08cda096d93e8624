package org.nexusauth.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;

/** Whether a pool lends as many connections at the same time as a start takes. */
final class PoolSize {
  /** Flyway takes two, one that holds its lock and one that makes the tables. */
  static final int CONNECTIONS = 2;

  private PoolSize() {}

  /**
   * Does nothing where there is no pool.
   *
   * @throws StoreSettingException when it lends fewer
   */
  static void require(ConnectionExecutor lane, ConnectionSource source) {
    if (source.keeps()) {
      return;
    }
    AtomicInteger lent = new AtomicInteger();
    try {
      lane.call(first -> borrow(source, lent));
    } catch (StatusUnavailableException e) {
      if (lent.get() == 0) {
        throw e;
      }
      throw new StoreSettingException(
          source.property(),
          "its pool lends no more than "
              + lent.get()
              + (lent.get() == 1 ? " connection" : " connections")
              + " at the same time: the store needs "
              + CONNECTIONS
              + " of its own; set the pool's maximum size to that many or more, beside those that"
              + " the application uses");
    }
  }

  private static boolean borrow(ConnectionSource source, AtomicInteger lent) throws SQLException {
    Deque<Connection> borrowed = new ArrayDeque<>();
    try {
      for (lent.set(1); lent.get() < CONNECTIONS; lent.incrementAndGet()) {
        borrowed.push(source.connections().getConnection());
      }
      return true;
    } finally {
      for (Connection one : borrowed) {
        one.close();
      }
    }
  }
}
