package org.nexusauth.jdbc.internal;

/** Which tables are needed. */
public enum TableVersion {
  /** Those of the revocations. */
  REVOCATIONS("1", TableSet.KEYS, "nexus_auth_change", "V1__revocations.sql", "nexus-auth init"),
  /** Those of the records, too. */
  RECORDS(
      "6",
      TableSet.KEYS,
      "nexus_auth_alert_lease",
      "V2__records.sql and V4__plans.sql (unless their tables are there) and V6__alerts.sql",
      "nexus-auth init --records"),
  /** Those of the limits, which need no others. */
  LIMITS(
      "3", TableSet.LIMITS, "nexus_auth_limit_node", "V3__limits.sql", "nexus-auth init --limits"),
  /** Those of the usage, which need no others. */
  USAGE(
      "5", TableSet.USAGE, "nexus_auth_usage_closing", "V5__usage.sql", "nexus-auth init --usage");

  private final String number;
  private final TableSet set;
  private final String lastTable;
  private final String script;
  private final String command;

  TableVersion(String number, TableSet set, String lastTable, String script, String command) {
    this.number = number;
    this.set = set;
    this.lastTable = lastTable;
    this.script = script;
    this.command = command;
  }

  /** Returns the number of the migration that makes them. */
  String number() {
    return number;
  }

  /** Returns which tables it belongs to. */
  TableSet set() {
    return set;
  }

  /** Returns the table that this migration makes last. */
  String lastTable() {
    return lastTable;
  }

  /** Returns what to do when they are missing, and cannot be made here. */
  String missing() {
    return "the table "
        + lastTable
        + " is missing: have "
        + script
        + " run by the DBA who made the other tables, see docs/revocation.md";
  }

  /** Returns what to do when they are missing, and must not be made here. */
  String notCreated() {
    return "the table "
        + lastTable
        + " is missing; if this is the right database, create it by "
        + command
        + ", by starting the application that manages keys, or have "
        + script
        + " run by a DBA";
  }

  /** Returns the command that makes them. */
  String command() {
    return command;
  }
}
