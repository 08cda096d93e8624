package org.nexusauth.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.jdbc.internal.usage.JdbcUsageStore;
import org.nexusauth.testkit.UsageStoreTck;
import org.nexusauth.usage.store.UsageStore;

final class H2UsageTckTest extends UsageStoreTck {
  @TempDir Path folder;

  @Override
  protected UsageStore open() {
    TestDatabase database = TestDatabase.inFile(folder.resolve("usage"));
    return JdbcUsageStore.open(
        UsageFigureTests.settings(database.url()), connection -> clock.instant());
  }

  @Override
  protected boolean usesClock() {
    return true;
  }
}
