package org.nexusauth.contract.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nexusauth.contract.server.Deployment;
import org.nexusauth.contract.server.QuotedLines;
import org.nexusauth.contract.server.ServerKind;
import org.nexusauth.contract.server.Servers;
import org.nexusauth.contract.server.ServersExtension;

/**
 * A01: no piece of a key is in a log, an answer or an event, whatever was sent, with our loggers as
 * fine as they go.
 */
@ExtendWith(ServersExtension.class)
final class LeakIT {

  private final Servers servers;

  LeakIT(Servers servers) {
    this.servers = servers;
  }

  @ParameterizedTest
  @EnumSource
  void logsAnswersAndEvents_ofEveryRowAtEveryFilter_holdNoPieceOfAKey(ServerKind kind)
      throws IOException {
    List<String> said = new ArrayList<>();
    for (Deployment deployment : Deployment.GUARDED) {
      for (Row row : ContractIT.ROWS) {
        try (Visit visit = new Visit(servers.at(kind), deployment)) {
          Seen seen = visit.see(row);
          said.add(row + " at " + deployment + ": " + seen.response() + " " + seen.text());
          said.addAll(seen.journal());
        }
      }
    }
    String logged = servers.at(kind).logged();

    assertThat(said.stream().flatMap(String::lines).filter(LeakIT::isLeak)).isEmpty();
    assertThat(SentKeys.count()).isGreaterThan(100);
    assertThat(logged).contains("NEXUS-1020 denied key_expired", "NEXUS-1020 denied key_invalid");
    assertThat(logged.lines().filter(LeakIT::isLeak)).isEmpty();
  }

  private static boolean isLeak(String line) {
    return !QuotedLines.areOfServer(line) && SentKeys.areIn(line);
  }
}
