package org.nexusauth.contract.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nexusauth.contract.server.Deployment;
import org.nexusauth.contract.server.QuotedLines;
import org.nexusauth.contract.server.ServerKind;
import org.nexusauth.contract.server.Servers;
import org.nexusauth.contract.server.ServersExtension;

/** No piece of a key is in a log, whatever was sent, with our loggers as fine as they go. */
@ExtendWith(ServersExtension.class)
final class LeakIT {

  private final Servers servers;

  LeakIT(Servers servers) {
    this.servers = servers;
  }

  @ParameterizedTest
  @EnumSource
  void logs_afterEveryRowAtEveryDoor_holdNoPieceOfAKey(ServerKind kind) throws IOException {
    for (Deployment door : Deployment.DOORS) {
      for (Row row : ContractIT.ROWS) {
        try (Visit visit = new Visit(servers.at(kind), door)) {
          visit.see(row);
        }
      }
    }
    String logged = servers.at(kind).logged();

    assertThat(SentKeys.count()).isGreaterThan(100);
    assertThat(logged).contains("NEXUS-1020 refused key_expired", "NEXUS-1020 refused key_invalid");
    assertThat(
            logged.lines().filter(line -> !QuotedLines.areOfServer(line)).filter(SentKeys::areIn))
        .isEmpty();
  }
}
