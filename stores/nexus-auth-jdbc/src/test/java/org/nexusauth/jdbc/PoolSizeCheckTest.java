package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.jdbc.internal.ConnectionSource;
import org.nexusauth.jdbc.internal.PoolSizeCheck;
import org.nexusauth.jdbc.internal.Schema;
import org.nexusauth.jdbc.internal.limit.JdbcLimitStore;
import org.nexusauth.jdbc.internal.record.JdbcManagementStore;
import org.nexusauth.jdbc.internal.revocation.JdbcRevocationStore;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.StoreSettingException;

/** How many connections a pool must lend at the same time. */
final class PoolSizeCheckTest {
  @TempDir Path folder;

  private JdbcConnectionPool pool(int size) {
    JdbcConnectionPool pool =
        JdbcConnectionPool.create(TestDatabase.inFile(folder.resolve("keys")).url(), "sa", "");
    pool.setMaxConnections(size);
    pool.setLoginTimeout(1);
    return pool;
  }

  private static JdbcRevocationStore open(JdbcConnectionPool pool) {
    return JdbcRevocationStore.open(
        Schema.createdIfMissing(
            new ConnectionSource(
                JdbcRevocationStoreProvider.DATASOURCE, pool, true, Optional.empty())));
  }

  @Test
  void pool_ofOneConnection_isRefusedWithTheNumber() {
    JdbcConnectionPool pool = pool(1);

    assertThatThrownBy(() -> open(pool))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("lends no more than 1 connections at the same time")
        .hasMessageContaining("needs 2 of its own")
        .hasMessageNotContaining("right to");
    assertThat(pool.getActiveConnections()).isZero();
  }

  @Test
  void pool_withoutThoseOfTheRecords_isRefusedWithTheSettingAndTheNumber() {
    JdbcConnectionPool small = pool(JdbcManagementStore.CONNECTIONS - 1);

    assertThatThrownBy(() -> openRecords(small))
        .isInstanceOfSatisfying(
            StoreSettingException.class,
            e -> assertThat(e.property()).isEqualTo(JdbcRevocationStoreProvider.DATASOURCE))
        .hasMessageContaining("nexus.auth.management.store=jdbc")
        .hasMessageContaining("lends no more than 4 connections at the same time")
        .hasMessageContaining("needs 5 of its own");
    assertThat(small.getActiveConnections()).isZero();
    small.dispose();

    JdbcConnectionPool enough = pool(JdbcManagementStore.CONNECTIONS);
    openRecords(enough).close();
    assertThat(enough.getActiveConnections()).isZero();
    enough.dispose();
  }

  private static JdbcManagementStore openRecords(JdbcConnectionPool pool) {
    ConnectionSource source =
        new ConnectionSource(JdbcRevocationStoreProvider.DATASOURCE, pool, true, Optional.empty());
    return JdbcManagementStore.open(Schema.withRecords(source), true);
  }

  @Test
  void pool_withoutTheOneOfTheLimits_isRefusedWithTheSettingAndTheNumber() {
    JdbcConnectionPool small = pool(JdbcLimitStore.CONNECTIONS - 1);

    assertThatThrownBy(() -> openLimits(small))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("nexus.auth.limit.store=jdbc")
        .hasMessageContaining("needs 3 of its own");
    assertThat(small.getActiveConnections()).isZero();
    small.dispose();

    JdbcConnectionPool enough = pool(JdbcLimitStore.CONNECTIONS);
    try (JdbcLimitStore limits = openLimits(enough)) {
      assertThat(limits.announce("one")).isEqualTo(1);
      assertThat(enough.getActiveConnections()).as("returned after each call").isZero();
    }
    enough.dispose();
  }

  private static JdbcLimitStore openLimits(JdbcConnectionPool pool) {
    ConnectionSource source =
        new ConnectionSource(JdbcRevocationStoreProvider.DATASOURCE, pool, true, Optional.empty());
    return JdbcLimitStore.open(source, source, Duration.ofSeconds(5));
  }

  @Test
  void pool_ofAsManyAsAreSaid_isEnough() {
    JdbcConnectionPool pool = pool(PoolSizeCheck.CONNECTIONS);

    try (JdbcRevocationStore store = open(pool)) {
      assertThat(store.changesAfter(Cursor.START, 10, Duration.ZERO).changes()).isEmpty();
    }
    assertThat(pool.getActiveConnections()).isZero();
    pool.dispose();
  }
}
