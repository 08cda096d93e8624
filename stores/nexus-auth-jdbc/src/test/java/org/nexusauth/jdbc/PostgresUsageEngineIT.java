package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nexusauth.jdbc.UsageBatches.KEY;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.jdbc.internal.ConnectionExecutor;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageStore;
import org.nexusauth.usage.store.UsageStoreException;

final class PostgresUsageEngineIT extends UsageEngineTests {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Override
  TestDatabase database() {
    return POSTGRES.create();
  }

  @Override
  String scripts() {
    return "postgresql";
  }

  private static UsageBatch detailedBatch(UsageBatches node) {
    return node.next(UsageBatches.detailed(KEY, NOON, UsageDetail.Kind.ROUTE, "/r"));
  }

  private static void requireSum(UsageStore store, int expected) {
    assertThat(sum(store, ORGANIZATION, ranges(NOON).get(0))).isEqualTo(expected);
    assertThat(store.readDetails(ORGANIZATION, UsageDetail.Kind.ROUTE, ranges(NOON).get(1), 9))
        .singleElement()
        .satisfies(one -> assertThat(one.counts().requests()).isEqualTo(expected));
  }

  /** Any answer may be lost: the transaction is repeated, and applied once. */
  @Test
  void answers_thatAreLost_doubleNothing() {
    TestDatabase database = database();
    int port = Integer.parseInt(database.url().replaceAll(".*localhost:(\\d+)/.*", "$1"));
    try (LossyProxy proxy = new LossyProxy(port);
        UsageStore store = open(database.url().replace(":" + port, ":" + proxy.port()))) {
      UsageBatches node = new UsageBatches("node");
      store.write(detailedBatch(node));
      for (int i = 2; i < 20; i++) {
        UsageBatch batch = detailedBatch(node);
        proxy.loseNextAnswerAfter(i);
        writeUntilDone(store, batch);
      }
      proxy.loseNextAnswerAfter(Integer.MAX_VALUE);
      requireSum(store, 19);
      store.maintain(NOON.plus(Duration.ofHours(2)), RETENTION);
      requireSum(store, 19);
    }
  }

  private static void writeUntilDone(UsageStore store, UsageBatch batch) {
    for (int i = 0; i < 5; i++) {
      try {
        store.write(batch);
        return;
      } catch (UsageStoreException e) {
        assertThat(e).hasNoCause();
      }
    }
    store.write(batch);
  }

  @Test
  void server_thatDoesNotAnswer_endsACallInTimeAndIsUsedAgain() {
    TestDatabase database = database();
    int port = Integer.parseInt(database.url().replaceAll(".*localhost:(\\d+)/.*", "$1"));
    try (LossyProxy proxy = new LossyProxy(port);
        UsageStore store = open(database.url().replace(":" + port, ":" + proxy.port()))) {
      UsageBatches node = new UsageBatches("node");
      store.write(detailedBatch(node));
      UsageBatch batch = detailedBatch(node);
      proxy.holdAnswers();
      long begin = System.nanoTime();

      assertThatThrownBy(() -> store.write(batch)).isInstanceOf(UsageStoreException.class);

      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isLessThan(ConnectionExecutor.NETWORK_TIMEOUT.multipliedBy(4));
      proxy.passOn();
      writeUntilDone(store, batch);
      requireSum(store, 2);
    }
  }

  @Test
  void user_withTheDocumentedRights_writesReadsAndRollsUp() {
    TestDatabase database = database();
    open(database.url()).close();
    String schema = database.url().replaceAll(".*currentSchema=", "");
    POSTGRES.execute("CREATE ROLE counter LOGIN");
    POSTGRES.execute("GRANT USAGE ON SCHEMA " + schema + " TO counter");
    for (String table :
        new String[] {
          "state",
          "subject",
          "writer",
          "minute",
          "hour",
          "day",
          "detail",
          "hour_detail",
          "day_detail",
          "denial",
          "closing"
        }) {
      POSTGRES.execute(
          "GRANT SELECT, INSERT, UPDATE, DELETE ON %s.nexus_auth_usage_%s TO counter"
              .formatted(schema, table));
    }
    String url = database.url().replace("user=postgres", "user=counter");

    try (UsageStore store = open(url)) {
      store.write(detailedBatch(new UsageBatches("node")));
      store.maintain(NOON.plus(Duration.ofDays(91)), RETENTION);
      assertThat(sum(store, ORGANIZATION, ranges(NOON).get(2))).isEqualTo(1);
    }
  }
}
