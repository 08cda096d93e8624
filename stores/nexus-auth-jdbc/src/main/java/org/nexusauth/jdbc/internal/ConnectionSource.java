package org.nexusauth.jdbc.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;

/**
 * Where connections come from.
 *
 * @param property the property that names it
 * @param connections opens connections, or lends them from a pool
 * @param isPool whether connections are returned after each use; else they are kept
 * @param files the files of an embedded H2, or empty
 */
public record ConnectionSource(
    String property, DataSource connections, boolean isPool, Optional<H2Files> files) {

  private static final Pattern IF_EXISTS = Pattern.compile("(?i);IFEXISTS=");

  /** Returns a source that creates no database. By default H2 creates a missing one. */
  public static ConnectionSource ofExisting(StoreSettings settings) {
    String url = settings.find(JdbcProperties.URL).orElse("");
    if (!url.startsWith("jdbc:h2:") || IF_EXISTS.matcher(url).find()) {
      return of(settings);
    }
    Map<String, String> values = new HashMap<>(settings.values());
    values.put(JdbcProperties.URL, url + ";IFEXISTS=TRUE");
    return of(new StoreSettings(values, settings.poll(), settings.assumeDurable()));
  }

  /** Returns a source whose database answers within the time-out of most executors. */
  public static ConnectionSource of(StoreSettings settings) {
    return of(settings, ConnectionExecutor.NETWORK_TIMEOUT);
  }

  /** Returns a source for counting, which does not wait long for the database. */
  public static ConnectionSource ofCounting(StoreSettings settings) {
    return of(settings, ConnectionExecutor.COUNT_TIMEOUT);
  }

  private static ConnectionSource of(StoreSettings settings, Duration timeout) {
    String name = settings.find(JdbcProperties.DATASOURCE).orElse(null);
    String url = settings.find(JdbcProperties.URL).orElse(null);
    if (name != null && url == null) {
      return new ConnectionSource(JdbcProperties.DATASOURCE, lookUp(name), true, Optional.empty());
    }
    if (url == null || name != null) {
      throw new StoreSettingException(
          JdbcProperties.URL,
          "the store jdbc needs either "
              + JdbcProperties.DATASOURCE
              + " or "
              + JdbcProperties.URL
              + ", for example jdbc:postgresql://db.example.com/keys");
    }
    return new ConnectionSource(
        JdbcProperties.URL, UrlDataSource.of(url, settings, timeout), false, H2Files.find(url));
  }

  /** Looks it up at the start: later, on the store's threads, there may be no naming context. */
  @SuppressWarnings("BanJNDI") // The name is the operator's, and leads to this server's own names.
  private static DataSource lookUp(String name) {
    try {
      boolean own = name.startsWith("java:") || !name.contains(":");
      if (own && InitialContext.doLookup(name) instanceof DataSource found) {
        return found;
      }
    } catch (NamingException e) {
      // Reported below, without the text of the naming service, which may hold secrets.
    }
    throw new StoreSettingException(
        JdbcProperties.DATASOURCE,
        "there is no javax.sql.DataSource of this JNDI name, for example java:comp/env/jdbc/keys");
  }
}
