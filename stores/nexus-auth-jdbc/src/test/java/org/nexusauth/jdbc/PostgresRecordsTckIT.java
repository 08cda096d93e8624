package org.nexusauth.jdbc;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.management.store.KeyUseStore;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.testkit.ManagementStoreTck;

final class PostgresRecordsTckIT extends ManagementStoreTck {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();
  private static TestRecords records;
  private static String schema;
  private boolean interrupted;

  @BeforeAll
  static void open() {
    TestDatabase database = POSTGRES.create();
    records = new TestRecords(database);
    schema = database.url().replaceFirst(".*currentSchema=", "");
  }

  @AfterEach
  void endOutage() {
    if (interrupted) {
      POSTGRES.execute("ALTER SCHEMA away RENAME TO " + schema);
    }
  }

  @AfterAll
  static void close() {
    records.close();
  }

  @Override
  protected ManagementStore store() {
    return records.store();
  }

  @Override
  protected KeyUseStore uses() {
    return records.store();
  }

  @Override
  protected RevocationStore revocations() {
    return records.revocations();
  }

  @Override
  protected ManagementStore another() {
    return records.another();
  }

  @Override
  protected boolean interrupt() {
    POSTGRES.execute("ALTER SCHEMA " + schema + " RENAME TO away");
    interrupted = true;
    return true;
  }

  @Override
  protected boolean reopen() {
    records.reopen();
    return true;
  }
}
