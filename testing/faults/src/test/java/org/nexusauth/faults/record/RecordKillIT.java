package org.nexusauth.faults.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.faults.engine.Database;
import org.nexusauth.faults.engine.Engines;
import org.nexusauth.faults.engine.KillableEngine;
import org.nexusauth.faults.record.RecordKills.KilledServer;

/**
 * Nodes that create, rotate, revoke, disable and enable are killed at random instants: no
 * acknowledged change is lost, and none is half done. The engines are tried side by side.
 */
final class RecordKillIT {
  /** For each engine with {@code -Pdeep}; {@code -Dnexus.faults.kills} sets another number. */
  private static final int KILLS = Integer.getInteger("nexus.faults.kills", 500);

  private static final int BUILD_KILLS = 10;

  @TempDir Path folder;

  @Test
  @Timeout(180)
  void killed_nodes_leaveNoChangeHalfDone() throws Exception {
    killSideBySide(BUILD_KILLS);
  }

  @Test
  @Tag("deep")
  @Timeout(7_200)
  void oftenKilled_nodes_leaveNoChangeHalfDone() throws Exception {
    killSideBySide(KILLS);
  }

  @Test
  @Tag("deep")
  @Timeout(7_200)
  void killed_postgresAndNodes_leaveNoChangeHalfDone() throws Exception {
    try (KillableEngine engine = startPostgres("killed-postgres")) {
      KilledServer server =
          new KilledServer() {
            @Override
            public void kill() {
              engine.kill();
            }

            @Override
            public void restart() {
              engine.restart();
            }
          };
      killWith("PostgreSQL, killed too", engine.create(), server, (KILLS + 4) / 5);
    }
  }

  private void killSideBySide(int times) throws Exception {
    List<Callable<Boolean>> kills = List.of(() -> killWithH2(times), () -> killWithPostgres(times));
    ExecutorService threads = Executors.newFixedThreadPool(kills.size());
    try {
      for (Future<Boolean> one : threads.invokeAll(kills)) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean killWithH2(int times) throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("keys").toAbsolutePath();
    Map<String, String> store =
        Map.of("nexus.auth.revocation.store", "jdbc", "nexus.auth.jdbc.url", url);
    return killWith("H2", new Database("h2", 0, port -> store), KilledServer.NONE, times);
  }

  private boolean killWithPostgres(int times) throws Exception {
    try (KillableEngine engine = startPostgres("postgres")) {
      return killWith("PostgreSQL", engine.create(), KilledServer.NONE, times);
    }
  }

  private KillableEngine startPostgres(String name) throws Exception {
    Path own = Files.createDirectories(folder.resolve(name));
    return (KillableEngine) Engines.POSTGRESQL.start(own);
  }

  private boolean killWith(String name, Database database, KilledServer server, int times)
      throws Exception {
    Path own = Files.createDirectories(folder.resolve("nodes of " + name));
    RecordKills kills = new RecordKills(database.settings().apply(database.port()), own, server);
    kills.killOften(times, 25);
    kills.report(name, times);
    return true;
  }
}
