package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.jdbc.internal.revocation.JdbcRevocationStore;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;

/** A node that starts and has much to forget: fifty batches, so a second at least. */
final class ExpiredRowsTest {
  private static final int EXPIRED = 50_000;
  private static final String FILL =
      """
      INSERT INTO nexus_auth_change
          (sequence, kind, id_high, id_low, state, effective_at, until_at, reason)
        SELECT x, 1, x, x, 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP - INTERVAL '2' DAY, 'old'
        FROM SYSTEM_RANGE(1, %s);
      UPDATE nexus_auth_head SET sequence = %1$d, entries = %1$d
      """;
  private static final String LEFT = "SELECT COUNT(*) FROM nexus_auth_change";

  @TempDir Path folder;
  private TestDatabase database;

  @BeforeEach
  void fill() {
    database = TestDatabase.inFile(folder.resolve("keys"));
    database.init();
    database.execute(FILL.formatted(EXPIRED));
  }

  @Test
  void revokeAndClose_doNotWaitForTheSweepWhichTheNextNodeEnds() {
    Revocation one =
        new Revocation(
            Subject.key(null, "org_1", "int_1", "key_1"), Instant.EPOCH, null, null, "leaked");

    try (JdbcRevocationStore store = database.open()) {
      await().until(() -> database.number(LEFT) < EXPIRED);
      assertThat(store.revoke(one)).isEqualTo(one);
    }

    assertThat(database.number(LEFT)).isGreaterThan(1);
    try (JdbcRevocationStore store = database.open()) {
      await().atMost(Duration.ofSeconds(60)).until(() -> database.number(LEFT) == 1);
      Page page = store.changesAfter(Cursor.START, 10, Duration.ZERO);
      assertThat(page.changes()).containsExactly(Change.of(one));
      assertThat(page.next().position()).isEqualTo(EXPIRED + 1);
    }
  }
}
