package org.nexusauth.jdbc.internal;

import java.util.Locale;

/** Tables that are migrated together, with a history of their own. */
enum TableSet {
  /** Revocations and records: acknowledged changes must not be lost. */
  KEYS("", "nexus_auth_head", "nexus_auth_schema_history", true),
  /** Counters of limits: they are lost when the database crashes, and begin anew. */
  LIMITS("limits/", "nexus_auth_limit_counter", "nexus_auth_limit_schema_history", false),
  /** What keys do. */
  USAGE("usage/", "nexus_auth_usage_state", "nexus_auth_usage_schema_history", false);

  private final String folder;
  private final String firstTable;
  private final String history;
  private final boolean durable;

  TableSet(String folder, String firstTable, String history, boolean durable) {
    this.folder = folder;
    this.firstTable = firstTable;
    this.history = history;
    this.durable = durable;
  }

  /** Returns where the migrations for a dialect are, on the class path. */
  String migrationLocation(Dialect dialect) {
    return "classpath:org/nexusauth/jdbc/" + folder + dialect.name().toLowerCase(Locale.ROOT);
  }

  /** Returns a table by which the set is found. */
  String firstTable() {
    return firstTable;
  }

  /** Returns the table that records the migrations. */
  String history() {
    return history;
  }

  /** Returns whether the database must not lose what it acknowledged. */
  boolean isDurable() {
    return durable;
  }
}
