package org.nexusauth.contract.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nexusauth.contract.row.ExpectedOutcome.refused;
import static org.nexusauth.contract.server.ContractKeys.KEYS;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
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

  /** More than two windows let pass. */
  private static final int PATIENCE = 20;

  /** What follows a flood takes less. */
  private static final int SECONDS_LEFT = 3;

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
      Seen held = floodEarlyInAWindow(visit);

      refused(Reason.TOO_MANY_FAILURES).check(held);
      assertThat(secondsToWait(held)).isBetween(1, 60);
      visit.checkGoodKeyStillPasses();
      check(visit, row("unknown", Reason.TOO_MANY_FAILURES, KEYS.key().text()));
      check(visit, row("malformed", Reason.KEY_MALFORMED, "garbage"));
      check(visit, row("malformed too", Reason.KEY_WHITESPACE, "two words"));
      visit.checkGoodKeyStillPasses();
    }
  }

  /** At the end of a window the next one may begin before all is seen: then the flood goes on. */
  private static Seen floodEarlyInAWindow(Visit visit) throws IOException {
    Seen held = flood(visit);
    if (secondsToWait(held) > SECONDS_LEFT) {
      return held;
    }
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> forge(visit, 0).status() == 401);
    return flood(visit);
  }

  private static int secondsToWait(Seen held) {
    return Integer.parseInt(held.header("Retry-After"));
  }

  /** H20: every request claims another address; the container's counts. Returns the first 429. */
  private static Seen flood(Visit visit) throws IOException {
    for (int looks = 0; looks < PATIENCE; looks++) {
      Seen seen = forge(visit, looks);
      if (seen.status() == 429) {
        assertThat(looks).isPositive();
        return seen;
      }
      refused(Reason.KEY_INVALID).check(seen);
    }
    throw new AssertionError(PATIENCE + " forged keys were looked at");
  }

  private static Seen forge(Visit visit, int number) throws IOException {
    String key = KEYS.key().forged().text();
    return visit.see(
        row("forged", Reason.KEY_INVALID, key, "X-Forwarded-For: 198.51.100." + number));
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
