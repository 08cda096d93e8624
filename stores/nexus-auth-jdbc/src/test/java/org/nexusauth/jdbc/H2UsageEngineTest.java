package org.nexusauth.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class H2UsageEngineTest extends UsageEngineTests {
  @TempDir Path folder;

  @Override
  TestDatabase database() {
    return TestDatabase.inFile(folder.resolve("usage"));
  }

  @Override
  String scripts() {
    return "h2";
  }
}
