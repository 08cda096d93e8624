package org.nexusauth.faults.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.faults.Results;
import org.nexusauth.faults.engine.Engines;

/**
 * R13, R14 for processes that are minutes old: an engine that tidies its files up in the background
 * can lose then what it keeps while it is young. All run side by side, since they mostly wait.
 */
final class AgedKillIT {
  private static final int LANES = 8;

  /** Of old processes, for each engine; {@code -Dnexus.faults.kills} sets another number. */
  private static final int KILLS = Integer.getInteger("nexus.faults.kills", 200);

  private static final long MAX_AGE = Duration.ofMinutes(2).toMillis();

  @TempDir Path folder;

  /** What is killed. */
  private enum Kind {
    H2_FILE {
      @Override
      Victim start(Path folder) {
        return new FileVictim(folder);
      }
    },
    POSTGRESQL {
      @Override
      Victim start(Path folder) {
        return EngineVictim.start(Engines.POSTGRESQL, folder);
      }
    },
    REDIS {
      @Override
      Victim start(Path folder) {
        return EngineVictim.start(Engines.REDIS, folder);
      }
    };

    abstract Victim start(Path folder);
  }

  /**
   * Kills of one process after the other, on the same files.
   *
   * @param oldKills how many of them are of old processes, after which it ends
   */
  private record Lane(Kind kind, Path folder, long minAge, long maxAge, int oldKills) {

    Counts run() throws Exception {
      Acknowledged acknowledged = new Acknowledged();
      int kills = 0;
      try (Victim victim = kind.start(folder)) {
        for (int old = 0; old < oldKills; kills++) {
          ProcessLifetime lifetime = ProcessLifetime.draw(minAge, maxAge);
          victim.liveAndDie(lifetime, acknowledged);
          old += lifetime.isOld() ? 1 : 0;
        }
        acknowledged.areAllIn(victim.settings());
      }
      return new Counts(kills, oldKills, acknowledged.count());
    }
  }

  private record Counts(int kills, int old, int acknowledged) {
    Counts plus(Counts other) {
      return new Counts(kills + other.kills, old + other.old, acknowledged + other.acknowledged);
    }
  }

  @Test
  @Timeout(300)
  void killed_oldProcesses_keepWhatTheyAcknowledged() throws Exception {
    kill(2, ProcessLifetime.OLD, ProcessLifetime.OLD + 4_000, 1);
  }

  @Test
  @Tag("deep")
  @Timeout(7_200)
  void oftenKilled_processesOfAnyAge_keepWhatTheyAcknowledged() throws Exception {
    kill(LANES, 1, MAX_AGE, (KILLS + LANES - 1) / LANES);
  }

  private void kill(int lanes, long minAge, long maxAge, int oldKills) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(lanes * Kind.values().length);
    Map<Kind, List<Future<Counts>>> running = new EnumMap<>(Kind.class);
    try {
      for (Kind kind : Kind.values()) {
        List<Future<Counts>> ofKind = running.computeIfAbsent(kind, one -> new ArrayList<>());
        for (int i = 0; i < lanes; i++) {
          Path own = Files.createDirectories(folder.resolve(kind + "-" + i));
          ofKind.add(threads.submit(new Lane(kind, own, minAge, maxAge, oldKills)::run));
        }
      }
      for (Kind kind : Kind.values()) {
        report(kind, sum(running.get(kind)));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Counts sum(List<Future<Counts>> lanes) throws Exception {
    Counts all = new Counts(0, 0, 0);
    for (Future<Counts> lane : lanes) {
      all = all.plus(lane.get());
    }
    assertThat(all.acknowledged()).isGreaterThanOrEqualTo(all.kills());
    return all;
  }

  private static void report(Kind kind, Counts counts) {
    Results.add(
        "kills",
        "%s\tkilled %d times, %d of them older than 50 s\t%d acknowledged, 0 lost"
            .formatted(kind, counts.kills(), counts.old(), counts.acknowledged()));
  }
}
