package org.nexusauth.contract.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.contract.row.Outcome.refused;
import static org.nexusauth.contract.server.ContractKeys.KEYS;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.contract.server.Deployment;
import org.nexusauth.contract.server.ServerKind;
import org.nexusauth.contract.server.Servers;
import org.nexusauth.contract.server.ServersExtension;
import org.nexusauth.reason.Reason;

/** Each filter, on each server, where two made-up keys a minute are looked at. */
@ExtendWith(ServersExtension.class)
final class FailureLimitIT {

  /** More than come back while a slow machine sends them. */
  private static final int PATIENCE = 20;

  private final Servers servers;

  FailureLimitIT(Servers servers) {
    this.servers = servers;
  }

  static Stream<Arguments> forgeries_fromOneAddress_holdUpUnknownKeysAlone() {
    return Stream.of(ServerKind.values())
        .flatMap(
            kind -> Deployment.LIMITED.stream().map(deployment -> Arguments.of(kind, deployment)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  void forgeries_fromOneAddress_holdUpUnknownKeysAlone(ServerKind kind, Deployment deployment)
      throws IOException {
    try (Visit visit = new Visit(servers.at(kind), deployment)) {
      visit.checkGoodKeyStillPasses();
      Seen held = flood(visit);

      refused(Reason.TOO_MANY_FAILURES).check(held);
      assertThat(Integer.parseInt(held.header("Retry-After"))).isBetween(1, 30);
      visit.checkGoodKeyStillPasses();
      check(visit, row("unknown", Reason.TOO_MANY_FAILURES, KEYS.key().text()));
      check(visit, row("malformed", Reason.KEY_MALFORMED, "garbage"));
      check(visit, row("malformed too", Reason.KEY_WHITESPACE, "two words"));
      visit.checkGoodKeyStillPasses();
    }
  }

  /** H20: every request claims another address; the container's counts. Returns the first 429. */
  private static Seen flood(Visit visit) throws IOException {
    for (int looks = 0; looks < PATIENCE; looks++) {
      String key = KEYS.key().forged().text();
      Row row = row("forged", Reason.KEY_INVALID, key, "X-Forwarded-For: 198.51.100." + looks);
      Seen seen = visit.see(row);
      if (seen.status() == 429) {
        assertThat(looks).isGreaterThanOrEqualTo(2);
        return seen;
      }
      row.expected().check(seen);
    }
    throw new AssertionError(PATIENCE + " forged keys were looked at");
  }

  private static void check(Visit visit, Row row) throws IOException {
    row.expected().check(visit.see(row));
  }

  private static Row row(String name, Reason reason, String key, String... more) {
    return Row.get(
        name,
        "/api/x",
        refused(reason),
        Stream.concat(
                Stream.of("api-key: " + SentKeys.sent(key), "Forwarded: for=198.51.100.9"),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
