package org.nexusauth.contract.row;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.contract.server.Deployment;
import org.nexusauth.contract.server.ServerKind;
import org.nexusauth.contract.server.Servers;
import org.nexusauth.contract.server.ServersExtension;

/** What a filter does, row by row: each filter, on each server. */
@ExtendWith(ServersExtension.class)
final class ContractIT {

  static final List<Row> ROWS =
      Stream.of(
              HeaderRows.rows(),
              MethodRows.rows(),
              PathRows.rows(),
              CacheRows.rows(),
              RotationRows.rows(),
              KeyRows.rows())
          .flatMap(rows -> rows)
          .toList();

  private final Servers servers;

  ContractIT(Servers servers) {
    this.servers = servers;
  }

  static Stream<Arguments> request_atAFilter_meetsTheContract() {
    return Stream.of(ServerKind.values())
        .flatMap(
            kind ->
                Deployment.GUARDED.stream()
                    .flatMap(
                        deployment ->
                            ROWS.stream().map(row -> Arguments.of(kind, deployment, row))));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource
  void request_atAFilter_meetsTheContract(ServerKind kind, Deployment deployment, Row row)
      throws IOException {
    try (Visit visit = new Visit(servers.at(kind), deployment)) {
      Seen seen = visit.see(row);

      ExpectedOutcome outcome = row.outcome(kind, deployment);
      outcome.check(seen);
      if (outcome.keepsConnection() && seen.response().keepsConnection()) {
        visit.checkGoodKeyStillPasses();
      }
    }
  }
}
