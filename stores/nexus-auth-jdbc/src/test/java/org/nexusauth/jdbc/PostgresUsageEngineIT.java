package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nexusauth.jdbc.UsageBatches.KEY;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.jdbc.internal.ConnectionExecutor;
import org.nexusauth.revocation.StoreSettingException;
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
      for (int i = 2; i < 16; i++) {
        UsageBatch batch = detailedBatch(node);
        proxy.loseNextAnswerAfter(i);
        writeUntilDone(store, batch);
      }
      proxy.loseNextAnswerAfter(Integer.MAX_VALUE);
      requireSum(store, 15);
      store.maintain(NOON.plus(Duration.ofHours(2)), RETENTION);
      requireSum(store, 15);
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
  @Tag("deep") // The time-outs of two connections.
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
  void user_withoutRights_isRefusedAndReadsAsATool() {
    TestDatabase database = database();
    try (UsageStore store = open(database.url())) {
      store.write(detailedBatch(new UsageBatches("node")));
    }
    String schema = database.url().replaceAll(".*currentSchema=", "");
    POSTGRES.execute("CREATE ROLE counter LOGIN");
    POSTGRES.execute("GRANT USAGE ON SCHEMA " + schema + " TO counter");
    POSTGRES.execute("GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO counter");
    String url = database.url().replace("user=postgres", "user=counter");
    try (UsageStore store = new JdbcUsageStoreProvider().openExisting(settings(url))) {
      requireSum(store, 1);
    }
    assertThatThrownBy(() -> open(url))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContainingAll("the tables of usage cannot be used", "42501", "rights");

    grant(schema, "UPDATE", "state", "closing");
    grant(schema, "INSERT, DELETE", "denial");
    grant(
        schema,
        "INSERT, UPDATE, DELETE",
        "subject",
        "writer",
        "minute",
        "hour",
        "day",
        "detail",
        "hour_detail",
        "day_detail");
    try (UsageStore store = open(url)) {
      store.write(detailedBatch(new UsageBatches("other")));
      requireSum(store, 2);
      store.maintain(NOON.plus(Duration.ofDays(91)), RETENTION);
      assertThat(sum(store, ORGANIZATION, ranges(NOON).get(2))).isEqualTo(2);
    }
  }

  private static void grant(String schema, String rights, String... tables) {
    for (String table : tables) {
      POSTGRES.execute(
          "GRANT %s ON %s.nexus_auth_usage_%s TO counter".formatted(rights, schema, table));
    }
  }
}
