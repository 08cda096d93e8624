package org.nexusauth.testkit;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationWriter;

/** The store that the documentation shows, compiled from its text. */
final class DocsStoreTckTest extends RevocationStoreTck {
  @TempDir static Path folder;
  private static DocumentedClass docs;
  private final Object store = create();

  @BeforeAll
  static void compile() throws Exception {
    docs = DocumentedClass.compile("TableStore", folder);
  }

  @AfterAll
  static void unload() throws Exception {
    docs.close();
  }

  private Object create() {
    try {
      return docs.type().getConstructor(Clock.class).newInstance(clock);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected RevocationStore store() {
    return (RevocationStore) store;
  }

  @Override
  protected RevocationWriter writer() {
    return (RevocationWriter) store;
  }
}
