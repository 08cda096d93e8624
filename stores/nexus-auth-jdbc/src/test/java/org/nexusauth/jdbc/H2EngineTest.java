package org.nexusauth.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class H2EngineTest extends JdbcEngineTests {
  @TempDir Path folder;

  @Override
  TestDatabase database() {
    return TestDatabase.inFile(folder.resolve("keys"));
  }

  @Override
  String behind(TestDatabase database, String schema) {
    return database.url() + ";SCHEMA=%s;SCHEMA_SEARCH_PATH=%1$s,public".formatted(schema);
  }
}
