package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.jdbc.internal.H2Version;
import org.nexusauth.revocation.StoreSettingException;

/** Versions of H2 that lose what they acknowledged stop the start. */
final class H2VersionTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"2.5.250 (2026-01-01)", "2.5.252 (2026-03-01)", "2.5.300", "3.0.1", ""})
  void version_thatLosesCommitsOrIsUnknown_isWeak(String version) {
    assertThat(new H2Version(version).findWeakness().orElseThrow())
        .contains("take com.h2database:h2:2.4.240");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.4.240 (2025-09-22)", "2.3.232 (2024-08-11)", "2.2.224", "1.4.200"})
  void version_thatKeepsCommits_isNotWeak(String version) {
    assertThat(new H2Version(version).findWeakness()).isEmpty();
  }

  @Test
  void version_thatIsPinned_isNotWeak() {
    TestDatabase.inFile(folder.resolve("keys")).open(Map.of()).close();
  }

  @Test
  void start_onAVersionThatLosesCommits_isRefused() throws SQLException {
    Driver losing = new SaysItsVersion("2.5.252 (2026-03-01)");
    DriverManager.registerDriver(losing);
    try {
      TestDatabase database =
          new TestDatabase("jdbc:losing:" + folder.resolve("keys"), "SHUTDOWN", true);

      assertThatThrownBy(() -> database.open(Map.of(), false))
          .isInstanceOf(StoreSettingException.class)
          .hasMessageContaining("H2 2.5.252 loses commits when its process is killed")
          .hasMessageContaining("take com.h2database:h2:2.4.240");
      database.open(Map.of(), true).close();
    } finally {
      DriverManager.deregisterDriver(losing);
    }
  }

  /** H2's driver, which says that it is of another version. */
  private record SaysItsVersion(String version) implements Driver {
    private static final String PREFIX = "jdbc:losing:";

    @Override
    public boolean acceptsURL(String url) {
      return url.startsWith(PREFIX);
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
      if (!acceptsURL(url)) {
        return null;
      }
      String real = "jdbc:h2:file:" + url.substring(PREFIX.length());
      return around(Connection.class, DriverManager.getConnection(real, properties));
    }

    private <T> T around(Class<T> type, T real) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> answer(real, method, arguments)));
    }

    private Object answer(Object real, Method method, Object[] arguments) throws Throwable {
      if (method.getName().equals("getDatabaseProductVersion")) {
        return version;
      }
      try {
        Object found = method.invoke(real, arguments);
        return found instanceof DatabaseMetaData data
            ? around(DatabaseMetaData.class, data)
            : found;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
      return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
      return 2;
    }

    @Override
    public int getMinorVersion() {
      return 5;
    }

    @Override
    public boolean jdbcCompliant() {
      return false;
    }

    @Override
    public Logger getParentLogger() {
      return Logger.getGlobal();
    }
  }
}
