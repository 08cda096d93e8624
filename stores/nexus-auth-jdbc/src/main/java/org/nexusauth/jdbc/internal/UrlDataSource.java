package org.nexusauth.jdbc.internal;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;

/** Opens a connection to a URL each time, with time-outs where the URL sets none. Thread-safe. */
public final class UrlDataSource implements DataSource {
  /** One SYN may be lost, and a server that has moved is soon tried at its new address. */
  private static final long MAX_CONNECT_SECONDS = 2;

  private static final String TRACE = "TRACE_LEVEL_FILE";
  private static final String NOT_ADMINISTRATOR = "90040";

  private final Driver driver;
  private final String url;
  private final Properties properties;

  private UrlDataSource(Driver driver, String url, Properties properties) {
    this.driver = driver;
    this.url = url;
    this.properties = properties;
  }

  /**
   * Returns a source.
   *
   * @param timeout how long a connection, and each answer, may take where the URL sets no time-out;
   *     PostgreSQL's driver rounds it up to seconds
   */
  static UrlDataSource of(String url, StoreSettings settings, Duration timeout) {
    Properties properties = defaultProperties(url, timeout);
    settings.find(JdbcProperties.USER).ifPresent(user -> properties.setProperty("user", user));
    settings
        .find(JdbcProperties.PASSWORD)
        .ifPresent(password -> properties.setProperty("password", password));
    return new UrlDataSource(driverOf(url), url, properties);
  }

  /** Time-outs for a database that accepts connections and does not answer. */
  private static Properties defaultProperties(String url, Duration timeout) {
    Properties properties = new Properties();
    long seconds = Math.max(1, timeout.toSeconds());
    if (url.startsWith("jdbc:postgresql:")) {
      properties.setProperty("ApplicationName", "nexus-auth");
      properties.setProperty(
          "connectTimeout", String.valueOf(Math.min(seconds, MAX_CONNECT_SECONDS)));
      properties.setProperty("loginTimeout", String.valueOf(seconds));
      properties.setProperty("socketTimeout", String.valueOf(seconds));
      properties.setProperty("tcpKeepAlive", "true");
    } else if (H2Files.find(url).isPresent()
        && !url.toUpperCase(Locale.ROOT).contains(';' + TRACE + '=')) {
      properties.setProperty(TRACE, "0"); // Else each failure writes a file.
    } else if (url.startsWith("jdbc:h2:tcp:") || url.startsWith("jdbc:h2:ssl:")) {
      properties.setProperty("NETWORK_TIMEOUT", String.valueOf(timeout.toMillis()));
    }
    return properties;
  }

  /** {@link DriverManager} does not know the drivers of a web application by itself. */
  private static Driver driverOf(String url) {
    try {
      for (Driver driver : ServiceLoader.load(Driver.class)) {
        if (driver.acceptsURL(url)) {
          return driver;
        }
      }
      return DriverManager.getDriver(url);
    } catch (SQLException e) {
      throw new StoreSettingException(
          JdbcProperties.URL,
          "no JDBC driver on the class path takes this URL: it begins with jdbc:h2: or"
              + " jdbc:postgresql://, and its driver is com.h2database:h2 or"
              + " org.postgresql:postgresql");
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = openConnection();
    if (connection == null) {
      throw new SQLException("the driver no longer accepts its URL", "08001");
    }
    return connection;
  }

  /** A user of H2 who is not an administrator may not turn its trace off. */
  private @Nullable Connection openConnection() throws SQLException {
    try {
      return driver.connect(url, properties);
    } catch (SQLException e) {
      if (!NOT_ADMINISTRATOR.equals(e.getSQLState()) || !properties.containsKey(TRACE)) {
        throw e;
      }
      Properties others = new Properties();
      others.putAll(properties);
      others.remove(TRACE);
      return driver.connect(url, others);
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public int getLoginTimeout() {
    return Math.toIntExact(ConnectionExecutor.NETWORK_TIMEOUT.toSeconds());
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
