package org.nexusauth.faults.crash;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.nexusauth.faults.engine.Database;
import org.nexusauth.faults.engine.Engines;
import org.nexusauth.faults.engine.KillableEngine;
import org.nexusauth.revocation.StatusUnavailableException;

/** An engine in a process of its own, and a node that outlives it. */
final class EngineVictim implements Victim {
  private static final Duration UNTIL_IT_ANSWERS = Duration.ofSeconds(60);

  private final KillableEngine engine;
  private final Database database;
  private final Opened store;
  private int revoked;

  private EngineVictim(KillableEngine engine) {
    this.engine = engine;
    this.database = engine.create();
    this.store = Opened.by(settings());
  }

  static EngineVictim start(Engines kind, Path folder) {
    return new EngineVictim((KillableEngine) kind.start(folder));
  }

  @Override
  public void liveAndDie(ProcessLifetime lifetime, Acknowledged acknowledged) {
    long start = System.nanoTime();
    lifetime.spend(() -> acknowledged.add(revokeOne()));
    ProcessLifetime.waitUntil(start, lifetime.age());
    engine.kill();
    engine.restart();
  }

  /** Twice does no harm; just after its start an engine may not answer yet. */
  private String revokeOne() {
    String id = "key_" + revoked++;
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(UNTIL_IT_ANSWERS)
        .ignoreException(StatusUnavailableException.class)
        .until(
            () -> {
              store.revoke(id);
              return true;
            });
    return id;
  }

  @Override
  public Map<String, String> settings() {
    return database.settings().apply(database.port());
  }

  @Override
  public void close() {
    store.close();
    engine.close();
  }
}
