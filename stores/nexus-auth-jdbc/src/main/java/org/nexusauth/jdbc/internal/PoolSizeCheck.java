package org.nexusauth.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;

/** Checks that a pool lends as many connections at the same time as a start needs. */
public final class PoolSizeCheck {
  /** Flyway takes two, one that holds its lock and one that creates the tables. */
  public static final int CONNECTIONS = 2;

  private PoolSizeCheck() {}

  /**
   * Does nothing where there is no pool.
   *
   * @param needed how many, the one of the executor included
   * @param user what needs them, for the message
   * @throws StoreSettingException when it lends fewer
   */
  public static void requireEnough(
      ConnectionExecutor executor, ConnectionSource source, int needed, String user) {
    if (!source.isPool()) {
      return;
    }
    AtomicInteger lent = new AtomicInteger();
    try {
      executor.call(first -> borrowAll(source, needed, lent));
    } catch (StatusUnavailableException e) {
      if (lent.get() == 0) {
        throw e;
      }
      throw new StoreSettingException(
          source.property(),
          "its pool lends no more than "
              + lent.get()
              + " connections at the same time: "
              + user
              + " needs "
              + needed
              + " of its own; set the pool's maximum size to that many or more, beside those that"
              + " the application uses");
    }
  }

  private static boolean borrowAll(ConnectionSource source, int needed, AtomicInteger lent)
      throws SQLException {
    Deque<Connection> borrowed = new ArrayDeque<>();
    try {
      for (lent.set(1); lent.get() < needed; lent.incrementAndGet()) {
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
