package org.nexusauth.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.management.store.KeyUseStore;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.testkit.ManagementStoreTck;

final class H2RecordsTckTest extends ManagementStoreTck {
  private static TestRecords records;

  @BeforeAll
  static void open(@TempDir Path folder) {
    records = new TestRecords(TestDatabase.inFile(folder.resolve("keys")));
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
  protected boolean reopen() {
    records.reopen();
    return true;
  }
}
