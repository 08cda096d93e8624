package org.nexusauth.jdbc;

import java.time.Instant;
import java.util.Map;
import org.nexusauth.jdbc.internal.revocation.JdbcRevocationStore;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;

/** A process that revokes keys, says so, and ends as if it were killed. */
final class HaltingNode {
  private HaltingNode() {}

  /** Arguments: the database's URL, what the keys' ids start with, and how many. */
  public static void main(String[] args) {
    TestDatabase database = new TestDatabase(args[0], "SHUTDOWN", true);
    JdbcRevocationStore store = database.open(Map.of());
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      Subject subject = Subject.key(null, "org_1", "int_1", args[1] + i);
      store.revoke(new Revocation(subject, Instant.now(), null, null, "leaked"));
      System.out.println(subject.id());
      System.out.flush();
    }
    Runtime.getRuntime().halt(1);
  }
}
