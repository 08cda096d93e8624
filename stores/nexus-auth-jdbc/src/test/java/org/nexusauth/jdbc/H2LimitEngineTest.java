package org.nexusauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.revocation.StatusUnavailableException;

final class H2LimitEngineTest extends LimitEngineTests {
  @TempDir Path folder;

  @Override
  TestDatabase database() {
    return TestDatabase.inFile(folder.resolve("limits"));
  }

  @Override
  int nodes() {
    return 3;
  }

  @Override
  String scripts() {
    return "h2";
  }

  @Override
  String moveEnds(int seconds) {
    return "UPDATE nexus_auth_limit_counter SET window_end = window_end + " + seconds;
  }

  @Override
  String ofSchema() {
    return "";
  }

  @Override
  String lockOfAKey() {
    return "SELECT * FROM nexus_auth_limit_generation WHERE id = 1 FOR UPDATE";
  }

  private Server startServer(int port) throws Exception {
    return Server.createTcpServer(
            "-tcpPort", String.valueOf(port), "-ifNotExists", "-baseDir", folder.toString())
        .start();
  }

  @Test
  void server_thatStopsAndStartsAgain_isSharedByItsNodes() throws Exception {
    Server server = startServer(0);
    int port = server.getPort();
    String url = "jdbc:h2:tcp://127.0.0.1:" + port + "/./shared;USER=sa";
    try (LimitStore one = open(url);
        LimitStore two = open(url)) {
      Grant before = take(one, PLAN, 40);
      assertThat(take(two, PLAN, 40).tokens()).isEqualTo(20);

      server.stop();
      long begin = System.nanoTime();
      assertThatThrownBy(() -> take(one, PLAN, 1)).isInstanceOf(StatusUnavailableException.class);
      assertThatThrownBy(() -> take(one, PLAN, 1)).isInstanceOf(StatusUnavailableException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
      server = startServer(port);
      assertThat(one.announce("one")).isEqualTo(1);
      Grant after = take(one, PLAN, 40);
      assertThat(after.generation()).isNotEqualTo(before.generation());
      assertThat(after.tokens()).isEqualTo(40);
    } finally {
      server.stop();
    }
  }
}
