package org.nexusauth.jdbc.internal;

/** Which tables are needed. */
public enum TableVersion {
  /** Those of the revocations. */
  REVOCATIONS("1", "nexus_auth_change", "V1__revocations.sql", "nexus-auth init"),
  /** Those of the records, too. */
  RECORDS(
      "4",
      "nexus_auth_plan",
      "V2__records.sql (unless its tables are there) and V4__plans.sql",
      "nexus-auth init --records");

  private final String number;
  private final String lastTable;
  private final String script;
  private final String command;

  TableVersion(String number, String lastTable, String script, String command) {
    this.number = number;
    this.lastTable = lastTable;
    this.script = script;
    this.command = command;
  }

  /** Returns the number of the migration that makes them. */
  String number() {
    return number;
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
