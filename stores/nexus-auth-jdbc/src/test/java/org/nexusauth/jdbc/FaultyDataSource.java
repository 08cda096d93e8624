package org.nexusauth.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.nexusauth.jdbc.internal.ConnectionSource;

/** The connections of a node to a database, of which commits or everything can fail. */
final class FaultyDataSource {
  private final DataSource database;
  private volatile boolean losesCommit;
  private volatile boolean down;

  FaultyDataSource(DataSource database) {
    this.database = database;
  }

  ConnectionSource source() {
    DataSource faulty = proxy(DataSource.class, database);
    return new ConnectionSource(JdbcRevocationStoreProvider.URL, faulty, false, Optional.empty());
  }

  /** The next commit takes effect, and seems to fail. */
  void loseNextCommit() {
    losesCommit = true;
  }

  /** Nothing takes effect from now on. */
  void takeDown() {
    down = true;
  }

  private <T> T proxy(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> invoke(target, method, arguments)));
  }

  private Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    if (down && !method.getName().equals("close")) {
      throw new SQLException("down", "08006");
    }
    Object result = invokeTarget(target, method, arguments);
    if (method.getName().equals("commit") && losesCommit) {
      losesCommit = false;
      throw new SQLException("lost", "08006");
    }
    if (result instanceof Connection connection) {
      return proxy(Connection.class, connection);
    }
    return result;
  }

  private static Object invokeTarget(Object target, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
