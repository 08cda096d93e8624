package org.nexusauth.testkit;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.revocation.RevocationFeed;

/** The feed that the documentation shows, compiled from its text; its table is in this process. */
final class DocsFeedTckTest extends RevocationFeedTck {
  @TempDir static Path folder;
  private static DocumentedClass docs;
  private final RevocationFeed feed = create();

  @BeforeAll
  static void compile() throws Exception {
    docs = DocumentedClass.compile("RowsFeed", folder);
  }

  @AfterAll
  static void unload() throws Exception {
    docs.close();
  }

  private static RevocationFeed create() {
    try {
      return (RevocationFeed) docs.type().getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected RevocationFeed open() {
    return feed;
  }
}
