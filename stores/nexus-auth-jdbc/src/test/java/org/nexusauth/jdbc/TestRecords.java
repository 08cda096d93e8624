package org.nexusauth.jdbc;

import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.nexusauth.jdbc.internal.record.JdbcManagementStore;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.internal.FeedSettings;
import org.nexusauth.revocation.internal.ReplicatedStore;
import org.nexusauth.revocation.internal.ReplicationListener;

/** The stores that a test has opened on one database. */
final class TestRecords implements AutoCloseable {
  private final TestDatabase database;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private JdbcManagementStore store;
  private JdbcManagementStore another;
  private ReplicatedStore revocations;

  TestRecords(TestDatabase database) {
    this.database = database;
  }

  JdbcManagementStore store() {
    if (store == null) {
      store = openStore();
    }
    return store;
  }

  JdbcManagementStore another() {
    if (another == null) {
      another = openStore();
    }
    return another;
  }

  private JdbcManagementStore openStore() {
    JdbcManagementStore made = database.openRecords();
    opened.push(made);
    return made;
  }

  RevocationStore revocations() {
    if (revocations == null) {
      revocations =
          ReplicatedStore.of(
              database.open(),
              FeedSettings.STANDARD,
              Clock.systemUTC(),
              new ReplicationListener() {});
      opened.push(revocations);
      await().until(() -> revocations.health().ready());
    }
    return revocations;
  }

  void reopen() {
    close();
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    store = null;
    another = null;
    revocations = null;
  }
}
