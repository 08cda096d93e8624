package org.nexusauth.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nexusauth.contract.row.SentKeys;
import org.nexusauth.contract.server.Deployment;
import org.nexusauth.contract.server.QuotedLines;
import org.nexusauth.contract.server.Server;
import org.nexusauth.contract.server.ServerKind;
import org.nexusauth.contract.server.Servers;
import org.nexusauth.contract.server.ServersExtension;

/** Requests that two readers could read in two ways: no guarded resource runs without a key. */
@ExtendWith(ServersExtension.class)
final class WireIT {

  /** Some shapes leave a server waiting for more; others go on meanwhile. */
  private static final int AT_ONCE = 12;

  private static final String TABLE = "## Requests that can be read in two ways";

  private final Servers servers;

  WireIT(Servers servers) {
    this.servers = servers;
  }

  @ParameterizedTest
  @EnumSource
  void shape_atEveryFilter_runsNothingGuardedWithoutAKey(ServerKind kind) throws Exception {
    List<Trial> trials = trials(servers.at(kind));
    assertThat(trials.stream().filter(trial -> !trial.faults().isEmpty())).isEmpty();
    assertThat(outcomes(trials)).isEqualTo(ServersPage.cells(TABLE, ServersPage.column(kind)));
    assertThat(
            servers
                .at(kind)
                .logged()
                .lines()
                .filter(line -> !QuotedLines.areOfServer(line))
                .filter(SentKeys::areIn))
        .isEmpty();
  }

  /** What became of each kind of shape, at any filter. */
  private static Map<String, Set<String>> outcomes(List<Trial> trials) {
    Map<String, Set<String>> outcomes = new LinkedHashMap<>();
    for (Trial trial : trials) {
      outcomes
          .computeIfAbsent(trial.shape().kind().title(), title -> new TreeSet<>())
          .addAll(trial.labels());
    }
    return outcomes;
  }

  private static List<Trial> trials(Server server) throws InterruptedException, ExecutionException {
    List<Callable<Trial>> tasks = new ArrayList<>();
    for (Deployment deployment : Deployment.GUARDED) {
      for (Shape shape : Shapes.all()) {
        tasks.add(() -> Trial.run(server, deployment, shape));
      }
    }
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Trial> trials = new ArrayList<>();
      for (Future<Trial> trial : threads.invokeAll(tasks)) {
        trials.add(trial.get());
      }
      return trials;
    } finally {
      threads.shutdownNow();
    }
  }
}
