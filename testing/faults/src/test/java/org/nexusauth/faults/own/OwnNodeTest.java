package org.nexusauth.faults.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.GateBuilder;
import org.nexusauth.faults.Results;
import org.nexusauth.keys.SigningAlgorithm;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.testkit.TestKeys;

/**
 * R01: when {@code revoke} has returned, no request that begins after it passes, whatever the
 * others are at, with a store of each kind.
 */
final class OwnNodeTest {
  private static final TestKeys KEYS = TestKeys.create(SigningAlgorithm.HS256);

  /** How a gate meets its store. */
  enum Kind {
    FOLLOWED,
    ASKED,
    MEMORY;

    private GateBuilder builder() {
      GateBuilder builder = ApiKeyGate.builder(settings());
      return switch (this) {
        case FOLLOWED -> builder.store(new ListedFeed());
        case ASKED -> builder.store(new PassingOn(new MemoryRevocationStore(Clock.systemUTC())));
        case MEMORY -> builder.store(new MemoryRevocationStore(Clock.systemUTC()));
      };
    }

    private Map<String, String> settings() {
      Map<String, String> all = new java.util.HashMap<>(KEYS.settings());
      all.put("nexus.auth.revocation.cache", "PT60S");
      all.put("nexus.auth.revocation.timeout", "PT10S");
      return all;
    }
  }

  static Stream<Kind> kinds() {
    return Stream.of(Kind.values());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @Timeout(120)
  void revoked_key_passesNeverAgain(Kind kind) throws Exception {
    revoke(kind, 4_000);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @Tag("deep")
  @Timeout(1_800)
  void millionRevoked_keysPassNeverAgain(Kind kind) throws Exception {
    revoke(kind, 400_000);
  }

  private static void revoke(Kind kind, int keys) throws Exception {
    try (ApiKeyGate gate = kind.builder().build()) {
      Race race = new Race(gate, KEYS);
      race.run(keys);

      assertThat(race.wronglyPassed()).isZero();
      assertThat(race.refused()).isGreaterThan(keys);
      Results.add("own-node", kind + "\t" + race);
    }
  }
}
