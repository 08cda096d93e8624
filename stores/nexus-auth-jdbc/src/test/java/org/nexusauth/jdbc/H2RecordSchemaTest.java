package org.nexusauth.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class H2RecordSchemaTest extends RecordSchemaTests {
  @TempDir Path folder;

  @Override
  TestDatabase database() {
    return TestDatabase.inFile(folder.resolve("keys"));
  }

  @Override
  String scripts() {
    return "h2";
  }

  @Override
  String ofSchema(TestDatabase database) {
    return "";
  }
}
