package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.nexusauth.decision.Decision;
import org.nexusauth.internal.MonotonicClock;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;

/** A gate whose machine has its clock set back while it runs. */
final class ClockSetBackTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final TestClock wall = new TestClock();
  private final AtomicLong nanos = new AtomicLong();
  private final Clock clock = MonotonicClock.of(wall, nanos::get);
  private final MemoryRevocationStore store = new MemoryRevocationStore(clock);
  private final ApiKeyGate gate =
      Gates.builder("verify.clock.skew", "0").clock(clock).store(store).build();

  private void pass(Duration time) {
    wall.advance(time);
    nanos.addAndGet(time.toNanos());
  }

  private static String expiringIn(long seconds) {
    return KeyMaker.of(Gates.SIGNER).claim("exp", TestClock.second() + seconds).text();
  }

  @Test
  void key_thatHasExpired_staysExpired() {
    String key = expiringIn(60);
    assertThat(Gates.decide(gate, key)).isInstanceOf(Decision.Granted.class); // And is cached.
    pass(Duration.ofSeconds(60));
    assertThat(Gates.denied(gate, key).reason()).isEqualTo(Reason.KEY_EXPIRED);

    wall.advance(HOUR.negated());

    assertThat(Gates.denied(gate, key).reason()).isEqualTo(Reason.KEY_EXPIRED);
  }

  @Test
  void key_thatExpiredWhileTheGateWasUnused_isExpired() {
    String key = expiringIn(600);
    pass(HOUR);
    wall.advance(HOUR.negated());

    assertThat(Gates.denied(gate, key).reason()).isEqualTo(Reason.KEY_EXPIRED);
  }

  @Test
  void key_thatIsGood_expiresOnTime() {
    String key = expiringIn(600);
    wall.advance(HOUR.negated());

    assertThat(Gates.decide(gate, key)).isInstanceOf(Decision.Granted.class);
    pass(Duration.ofSeconds(599));
    assertThat(Gates.decide(gate, key)).isInstanceOf(Decision.Granted.class);
    pass(Duration.ofMillis(1_100)); // A tenth of a second of an hour may be lost.
    assertThat(Gates.denied(gate, key).reason()).isEqualTo(Reason.KEY_EXPIRED);
  }

  @Test
  void keyIssuedJust_before_isStillValidAndOneOfTheFutureIsNot() {
    KeyMaker key = KeyMaker.of(Gates.SIGNER);
    String current = key.claim("nbf", TestClock.second()).text();
    String coming = key.claim("nbf", TestClock.second() + 60).text();
    wall.advance(HOUR.negated());

    assertThat(Gates.decide(gate, current)).isInstanceOf(Decision.Granted.class);
    assertThat(Gates.denied(gate, coming).reason()).isEqualTo(Reason.KEY_NOT_YET_VALID);
  }

  @Test
  void comingRevocation_thatIsInForce_staysInForce() {
    Subject subject = Subject.integration("int_1");
    store.revoke(new Revocation(subject, TestClock.NOW.plusSeconds(60), null, null, "planned"));
    pass(Duration.ofSeconds(60));
    assertThat(Gates.denied(gate, Gates.KEY).reason()).isEqualTo(Reason.KEY_REVOKED);

    wall.advance(HOUR.negated());

    assertThat(Gates.denied(gate, Gates.KEY).reason()).isEqualTo(Reason.KEY_REVOKED);
  }

  @Test
  void gate_withoutAClockOfItsOwn_hasOneThatDoesNotGoBack() {
    assertThat(
            ApiKeyGate.builder(Map.of("nexus.auth.verify.keys", Signer.jwks(Gates.SIGNER))).clock())
        .isInstanceOf(MonotonicClock.class);
  }
}
