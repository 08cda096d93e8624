package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.jdbc.internal.ConnectionExecutor;
import org.nexusauth.jdbc.internal.revocation.JdbcRevocationStore;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.RevocationStoreProvider;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;

/** What may be opened, and what stops the start. */
final class JdbcStoreOpeningTest {
  private static final String FILE = "src/main/resources/org/nexusauth/jdbc/h2/V1__revocations.sql";

  @TempDir Path folder;

  private static void open(Map<String, String> values) {
    new JdbcRevocationStoreProvider()
        .open(new StoreSettings(values, Duration.ofMillis(100), false));
  }

  @Test
  void provider_isFoundByItsName() {
    assertThat(ServiceLoader.load(RevocationStoreProvider.class))
        .extracting(RevocationStoreProvider::name)
        .containsExactly("jdbc");
  }

  @Test
  void neitherUrl_norDataSourceIsRefused() {
    assertThatThrownBy(() -> open(Map.of()))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("nexus.auth.jdbc.datasource or nexus.auth.jdbc.url");
  }

  @Test
  void bothUrl_andDataSourceAreRefused() {
    Map<String, String> both =
        Map.of("nexus.auth.jdbc.url", "jdbc:h2:mem:x", "nexus.auth.jdbc.datasource", "java:x");

    assertThatThrownBy(() -> open(both)).isInstanceOf(StoreSettingException.class);
  }

  @Test
  void dataSource_thatIsNotThere_isRefused() {
    assertThatThrownBy(() -> open(Map.of("nexus.auth.jdbc.datasource", "java:comp/env/jdbc/keys")))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("no javax.sql.DataSource");
  }

  @Test
  void url_withoutDriver_isRefused() {
    assertThatThrownBy(() -> open(Map.of("nexus.auth.jdbc.url", "jdbc:nosuch:secret-of-mine")))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("no JDBC driver")
        .hasMessageNotContaining("secret-of-mine");
  }

  @Test
  void memory_isRefusedUnlessVouchedFor() {
    TestDatabase database = TestDatabase.inMemory();

    assertThatThrownBy(() -> database.open(Map.of(), false))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("in memory ends with its process")
        .hasMessageContaining("nexus.auth.revocation.assume.durable=true");
    database.open(Map.of(), true).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mem:", "memFS:", "nioMemLZF:"})
  void database_inMemory_isRefused(String kind) {
    TestDatabase database = new TestDatabase("jdbc:h2:" + kind + "keys", "SHUTDOWN", true);

    assertThatThrownBy(() -> database.open(Map.of(), false))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("in memory");
  }

  @Test
  void failure_isToldInOurWords() {
    assertThat(ConnectionExecutor.describeFailure(new SQLException("user's secret", "25006")))
        .contains("replica", "25006")
        .doesNotContain("secret");
    assertThat(ConnectionExecutor.describeFailure(new SQLException("user's secret", "90020")))
        .contains("another process");
    assertThat(ConnectionExecutor.describeFailure(new SQLException("user's secret")))
        .isEqualTo("the database failed: java.sql.SQLException, SQLState null");
    assertThat(ConnectionExecutor.describeFailure(new IllegalStateException("user's secret")))
        .isEqualTo("the database failed: java.lang.IllegalStateException");
  }

  @Test
  void file_withADelay_isHardened() {
    TestDatabase database = TestDatabase.inFile(folder.resolve("keys"));
    database.execute("SET WRITE_DELAY 500");

    database.open(Map.of(), false).close();
  }

  @Test
  void fileWithADelay_thatItsUserMayNotChangeIsRefused() {
    TestDatabase database = TestDatabase.inFile(folder.resolve("keys"));
    database.execute("CREATE USER app PASSWORD 'app-secret' ");
    database.execute("SET WRITE_DELAY 500");

    assertThatThrownBy(
            () ->
                database.open(
                    Map.of("nexus.auth.jdbc.user", "app", "nexus.auth.jdbc.password", "app-secret"),
                    false))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("WRITE_DELAY is 500 ms")
        .hasMessageNotContaining("app-secret");
  }

  /** H2 reports the delay that was set before it closed the file, and does not follow it. */
  @Test
  void userWhoIsNoAdministrator_isRefusedWhateverTheDelayThatIsReported() {
    TestDatabase database = TestDatabase.inFile(folder.resolve("keys"));
    database.execute("CREATE USER app PASSWORD 'app-secret'");
    database.execute("SET WRITE_DELAY 0");

    assertThatThrownBy(
            () ->
                database.open(
                    Map.of("nexus.auth.jdbc.user", "app", "nexus.auth.jdbc.password", "app-secret"),
                    false))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("its user is no administrator of H2")
        .hasMessageContaining("ALTER USER")
        .hasMessageNotContaining("WRITE_DELAY is")
        .hasMessageNotContaining("app-secret");
  }

  @Test
  void wrongPassword_isRefusedWithoutSayingIt() {
    TestDatabase database = TestDatabase.inFile(folder.resolve("keys"));
    database.open(Map.of()).close();

    assertThatThrownBy(() -> database.open(Map.of("nexus.auth.jdbc.password", "wrong-secret")))
        .isInstanceOf(StoreSettingException.class)
        .hasMessageContaining("SQLState 28000")
        .hasMessageNotContaining("wrong-secret");
  }

  @Test
  @Timeout(10)
  void engine_thatSaysNothing_isRefusedInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "jdbc:postgresql://127.0.0.1:%s/keys".formatted(silent.getLocalPort());

      assertThatThrownBy(() -> open(Map.of("nexus.auth.jdbc.url", url)))
          .isInstanceOf(StoreSettingException.class)
          .hasMessageContaining("cannot be opened");
    }
  }

  @Test
  void schema_madeByHand_isTakenAsItIs() throws IOException {
    TestDatabase database = TestDatabase.inFile(folder.resolve("keys"));
    database.execute(Files.readString(Path.of(FILE)));
    database.execute("CREATE USER app PASSWORD 'app'");
    database.execute("GRANT SELECT, UPDATE ON nexus_auth_head TO app");
    database.execute("GRANT SELECT, INSERT, DELETE ON nexus_auth_change TO app");

    try (JdbcRevocationStore store =
        database.open(
            Map.of("nexus.auth.jdbc.user", "app", "nexus.auth.jdbc.password", "app"), true)) {
      assertThat(store.changesAfter(Cursor.START, 10, Duration.ZERO).next().position()).isZero();
    }
  }

  @Test
  void schema_withTablesOfOthers_isShared() {
    TestDatabase database = TestDatabase.inFile(folder.resolve("keys"));
    database.execute("CREATE TABLE of_somebody_else (id INT)");

    database.open(Map.of()).close();
    database.open(Map.of()).close();
  }

  @Test
  void existingStore_thatIsNotThereMakesNoFile() throws IOException, SQLException {
    Server server =
        Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toString())
            .start();
    try {
      for (String place : List.of("file:" + folder.resolve("keys"), tcp(server))) {
        assertThatThrownBy(
                () -> TestDatabase.inFile(folder.resolve("keys")).openExisting("jdbc:h2:" + place))
            .isInstanceOf(StoreSettingException.class)
            .hasMessageContaining("there is no store of Nexus Auth");
        assertThat(folder).isEmptyDirectory();
      }
    } finally {
      server.stop();
    }
  }

  private static String tcp(Server server) {
    return "tcp://127.0.0.1:%s/./keys".formatted(server.getPort());
  }

  @Test
  void missing_head_isUnknownAndNotNothing() {
    TestDatabase database = TestDatabase.inFile(folder.resolve("keys"));
    try (JdbcRevocationStore store = database.open(Map.of())) {
      database.execute("DELETE FROM nexus_auth_head");

      assertThatThrownBy(() -> store.changesAfter(Cursor.START, 10, Duration.ZERO))
          .isInstanceOf(StatusUnavailableException.class)
          .hasMessageContaining("nexus_auth_head");
    }
    try (JdbcRevocationStore again = database.open(Map.of())) {
      assertThatThrownBy(() -> again.changesAfter(Cursor.START, 10, Duration.ZERO))
          .isInstanceOf(StatusUnavailableException.class);
    }
  }
}
