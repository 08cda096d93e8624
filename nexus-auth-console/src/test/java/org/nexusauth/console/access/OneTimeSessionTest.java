package org.nexusauth.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.nexusauth.testkit.MutableClock;

class OneTimeSessionTest {
  private final MutableClock clock = MutableClock.at("2026-11-30T12:00:00Z");
  private final OneTimeSession session = new OneTimeSession(clock);

  @Test
  void token_opensOneSession() {
    String token = session.createToken();
    assertThat(token).hasSizeGreaterThanOrEqualTo(22);
    assertThat(session.open("")).isEmpty();
    assertThat(session.open(token.substring(1))).isEmpty();
    String id = session.open(token).orElseThrow();
    assertThat(session.isOpen(id)).isTrue();
    assertThat(session.isOpen(token)).isFalse();
    assertThat(session.open(token)).isEmpty();
  }

  @Test
  void session_endsAfterTwelveHours() {
    String id = session.open(session.createToken()).orElseThrow();
    clock.advance(Duration.ofHours(12).minusMillis(1));
    assertThat(session.isOpen(id)).isTrue();
    clock.advance(Duration.ofMillis(1));
    assertThat(session.isOpen(id)).isFalse();
  }

  @Test
  void session_thatIsClosed_isOver() {
    String id = session.open(session.createToken()).orElseThrow();
    session.close();
    assertThat(session.isOpen(id)).isFalse();
  }
}
