package org.nexusauth.jdbc;

import org.nexusauth.jdbc.internal.record.JdbcManagementStore;

/** A process that writes keys, revokes them and says so until it is killed. */
final class RecordWritingNode {
  private RecordWritingNode() {}

  /** Arguments: the database's URL, and what the keys' ids start with. */
  public static void main(String[] args) {
    TestDatabase database = new TestDatabase(args[0], "SHUTDOWN", true);
    JdbcManagementStore records = database.openRecords();
    for (int i = 0; i < 100_000; i++) {
      String keyId = args[1] + i;
      records.write(all -> RecordChange.writeRevoked(all, keyId));
      System.out.println(keyId);
      System.out.flush();
    }
  }
}
