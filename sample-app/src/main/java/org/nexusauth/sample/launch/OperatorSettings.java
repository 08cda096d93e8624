package org.nexusauth.sample.launch;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What the operator has set of the revocation store and of the verification keys, among the system
 * properties or in the environment.
 *
 * @param properties the system's, where the sample's own choice is set
 * @param environment the environment
 */
record OperatorSettings(Properties properties, Map<String, String> environment) {

  private static final String STORE = "nexus.auth.revocation.store";
  private static final String URL = "nexus.auth.jdbc.url";
  private static final String REDIS = "nexus.auth.redis.url";
  private static final String LIMIT_STORE = "nexus.auth.limit.store";
  private static final String KEYS = "nexus.auth.verify.keys";
  private static final String KEYS_LOCATION = "nexus.auth.verify.keys.location";
  private static final String ISSUER = "nexus.auth.verify.issuer";
  private static final String SECRET = "nexus.auth.management.secret";
  private static final String SECRET_LOCATION = "nexus.auth.management.secret.location";
  private static final String DATASOURCE = "nexus.auth.jdbc.datasource";

  /** Whether the sample chooses the store: the operator has named no store and no database. */
  boolean areOurs() {
    return !isGiven(STORE) && !isOnDatabase();
  }

  /** Whether there is a database that several nodes can share. */
  boolean isOnDatabase() {
    return isGiven(URL) || isGiven(DATASOURCE);
  }

  /** Chooses the store {@code jdbc}, on this database. */
  void chooseStore(String url) {
    properties.setProperty(STORE, "jdbc");
    properties.setProperty(URL, url);
  }

  /** An operator who names a database means the store {@code jdbc}. */
  void completeStore() {
    if (isOnDatabase() && !isGiven(STORE)) {
      properties.setProperty(STORE, "jdbc");
    }
  }

  /**
   * Has nodes share the limits of keys: in Redis where the operator has named one, else in the
   * database.
   *
   * @param several whether there are other nodes; one alone counts in its memory
   */
  void chooseLimits(boolean several) {
    if (isGiven(REDIS)) {
      setUnlessGiven(LIMIT_STORE, "redis");
    } else if (several) {
      setUnlessGiven(LIMIT_STORE, "jdbc");
    }
  }

  /**
   * Keeps records of organizations, agents, integrations and keys in the database, and serves the
   * console, unless the operator has chosen keys or a store that these would not belong to.
   */
  void chooseRecords(DataFolder folder) {
    if ("jdbc".equals(properties.getProperty(STORE)) && keysOfOperator().isEmpty()) {
      properties.setProperty("nexus.sample.data", folder.path().toString());
      setUnlessGiven("nexus.auth.management.store", "jdbc");
      setUnlessGiven("nexus.auth.usage.store", "jdbc");
      setUnlessGiven("nexus.auth.console.path", "/console");
      setUnlessGiven("nexus.auth.console.login", "link");
      setUnlessGiven("nexus.auth.leaks.path", "/leaks");
      if (!isGiven(SECRET)) {
        setUnlessGiven(SECRET_LOCATION, ManagementSecret.create(folder).toString());
      }
    }
  }

  /**
   * Makes the secret that encrypts signing keys, before several nodes start at once and each makes
   * one.
   */
  void prepareSecret(DataFolder folder) {
    if (keysOfOperator().isEmpty() && !isGiven(SECRET) && !isGiven(SECRET_LOCATION)) {
      ManagementSecret.create(folder);
    }
  }

  private void setUnlessGiven(String name, String value) {
    if (!isGiven(name)) {
      properties.setProperty(name, value);
    }
  }

  /** Which keys verify and which issuer is expected, where the operator has set neither. */
  void chooseKeys(String location, String issuer) {
    if (keysOfOperator().isEmpty()) {
      properties.setProperty(KEYS_LOCATION, location);
      properties.setProperty(ISSUER, issuer);
    } else if (!isGiven(KEYS) && !isGiven(KEYS_LOCATION)) {
      properties.setProperty(KEYS_LOCATION, location);
    }
  }

  /** The settings of keys and issuer that the operator has set. */
  List<String> keysOfOperator() {
    return Stream.of(KEYS, KEYS_LOCATION, ISSUER).filter(this::isGiven).toList();
  }

  /** By the names that MicroProfile Config knows. */
  private boolean isGiven(String name) {
    String underscored = name.replace('.', '_');
    return properties.getProperty(name) != null
        || List.of(name, underscored, underscored.toUpperCase(Locale.ROOT)).stream()
            .anyMatch(environment::containsKey);
  }
}
