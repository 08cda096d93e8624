package org.nexusauth.jdbc.internal;

/** Which tables are needed. */
public enum TableVersion {
  /** Those of the revocations. */
  REVOCATIONS("1", "nexus_auth_change", "V1__revocations.sql"),
  /** Those of the records, too. */
  RECORDS("2", "nexus_auth_key_use", "V2__records.sql");

  private final String number;
  private final String lastTable;
  private final String script;

  TableVersion(String number, String lastTable, String script) {
    this.number = number;
    this.lastTable = lastTable;
    this.script = script;
  }

  /** Returns the number of the migration that makes them. */
  String number() {
    return number;
  }

  /** Returns the table that this migration makes last. */
  String lastTable() {
    return lastTable;
  }

  /** Returns what to do when they are missing. */
  String missing() {
    return "the table "
        + lastTable
        + " is missing: have "
        + script
        + " run by the DBA who made the other tables, see docs/revocation.md";
  }
}
