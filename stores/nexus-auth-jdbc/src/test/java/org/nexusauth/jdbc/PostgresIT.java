package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nexusauth.jdbc.internal.revocation.JdbcRevocationStore;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.Subject;

final class PostgresIT {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();
  private TestDatabase database;

  @BeforeEach
  void create() {
    database = POSTGRES.create();
  }

  @Test
  void asynchronous_commit_isRefused() {
    String url = database.url() + "&options=-c%20synchronous_commit=off";

    assertThatThrownBy(() -> database.open(Map.of(JdbcRevocationStoreProvider.URL, url)))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("synchronous_commit is off");
  }

  @Test
  void existingDatabase_thatIsNotThereIsRefused() {
    String typo = database.url().replace("/postgres?", "/postgers?");

    assertThatThrownBy(() -> database.openExisting(typo))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("there is no store of Nexus Auth");
  }

  @Test
  void killed_connections_areOpenedAnew() {
    try (JdbcRevocationStore store = database.open(Map.of())) {
      Revocation one =
          new Revocation(
              Subject.key(null, "org_1", "int_1", "k"),
              Instant.EPOCH,
              null,
              null,
              "half \uD83D, NUL \0");
      Revocation kept = store.revoke(one);
      POSTGRES.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'nexus-auth'");

      assertThat(store.revoke(one)).isEqualTo(kept);
      assertThat(kept.reason()).isEqualTo("half \uFFFD, NUL \uFFFD");
    }
  }
}
