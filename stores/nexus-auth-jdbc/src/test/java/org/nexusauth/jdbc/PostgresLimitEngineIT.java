package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;

final class PostgresLimitEngineIT extends LimitEngineTests {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Override
  TestDatabase database() {
    return POSTGRES.create();
  }

  @Override
  int nodes() {
    return 8;
  }

  @Override
  String scripts() {
    return "postgresql";
  }

  @Override
  String moveEnds(int seconds) {
    return "UPDATE nexus_auth_limit_counter SET last_end = last_end + %1$s, window_ends = (SELECT array_agg(one + %1$s) FROM unnest(window_ends) AS one)"
        .formatted(seconds);
  }

  @Override
  String ofSchema() {
    return " AND table_schema = current_schema()";
  }

  @Override
  String lockOfAKey() {
    return "SELECT * FROM nexus_auth_limit_counter FOR UPDATE";
  }

  @Test
  void server_thatDoesNotAnswer_endsACallInTimeAndIsUsedAgain() {
    TestDatabase database = database();
    int port = Integer.parseInt(database.url().replaceAll(".*localhost:(\\d+)/.*", "$1"));
    try (LossyProxy proxy = new LossyProxy(port);
        LimitStore node = open(database.url().replace(":" + port, ":" + proxy.port()))) {
      take(node, PLAN, 1);
      proxy.holdAnswers();
      long begin = System.nanoTime();

      assertThatThrownBy(() -> take(node, PLAN, 1)).isInstanceOf(StatusUnavailableException.class);

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
      proxy.passOn();
      assertThat(take(node, PLAN, 1).windows().get(1).used()).isBetween(2L, 3L);
    }
  }

  @Test
  void user_withoutRights_isRefusedAtTheStart() {
    TestDatabase database = database();
    open(database).close();
    String schema = database.url().replaceAll(".*currentSchema=", "");
    POSTGRES.execute("CREATE ROLE reader LOGIN");
    POSTGRES.execute("GRANT USAGE ON SCHEMA " + schema + " TO reader");
    POSTGRES.execute("GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO reader");
    String url = database.url().replace("user=postgres", "user=reader");

    assertThatThrownBy(() -> open(url))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContainingAll("the tables of limits cannot be used", "42501", "rights");

    POSTGRES.execute(
        "GRANT INSERT, UPDATE, DELETE ON %1$s.nexus_auth_limit_counter, %1$s.nexus_auth_limit_generation, %1$s.nexus_auth_limit_node TO reader"
            .formatted(schema));
    try (LimitStore node = open(url)) {
      assertThat(take(node, PLAN, 1).tokens()).isEqualTo(1);
      assertThat(node.announce("one")).isEqualTo(1);
    }
  }

  @Test
  void debits_writeNoLog() {
    TestDatabase database = database();
    try (LimitStore node = open(database)) {
      take(node, PLAN, 1);

      assertThat(
              database.number(
                  "SELECT COUNT(*) FROM pg_class WHERE relname LIKE 'nexus_auth_limit_%'"
                      + " AND relkind = 'r' AND relpersistence <> 'u'"
                      + " AND relname NOT LIKE '%history' AND relnamespace = current_schema()::regnamespace"))
          .isZero();
    }
  }
}
