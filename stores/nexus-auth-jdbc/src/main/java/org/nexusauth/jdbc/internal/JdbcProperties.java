package org.nexusauth.jdbc.internal;

/** The names of the properties that say where the database is. */
public final class JdbcProperties {
  /** The JNDI name of a {@link javax.sql.DataSource}. */
  public static final String DATASOURCE = "nexus.auth.jdbc.datasource";

  /** A JDBC URL, instead of a data source. */
  public static final String URL = "nexus.auth.jdbc.url";

  /** The user who opens the URL. */
  public static final String USER = "nexus.auth.jdbc.user";

  /** The user's password. */
  public static final String PASSWORD = "nexus.auth.jdbc.password";

  private JdbcProperties() {}
}
