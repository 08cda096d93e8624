package org.nexusauth.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.FeedHealth;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.testkit.MutableClock;
import org.nexusauth.testkit.TestKeys;

/** What pages say of a node whose view of revocations is old. */
class NodeStateTest {
  private static final TestKeys KEYS = TestKeys.create();
  private final MutableClock clock = MutableClock.at("2026-11-30T12:00:00Z");
  private final SwitchableFeed feed = new SwitchableFeed();

  /** A feed without a revocation, which can be made to fail. */
  private static final class SwitchableFeed implements RevocationFeed {
    private volatile boolean failing;

    @Override
    public Page changesAfter(Cursor cursor, int max, Duration wait) {
      if (failing) {
        throw new StatusUnavailableException("not reachable");
      }
      return new Page(new Cursor("one", 1), List.of(), false);
    }
  }

  private ApiKeyGate openGate(String onUnavailable) {
    Map<String, String> settings = new HashMap<>(KEYS.settings());
    settings.put("nexus.auth.revocation.on.unavailable", onUnavailable);
    return ApiKeyGate.builder(settings).clock(clock).store(feed).build();
  }

  private String ageBy(ApiKeyGate gate, Duration age) {
    await().until(() -> gate.feedHealth().map(FeedHealth::ready).orElse(false));
    feed.failing = true;
    await().until(() -> gate.feedHealth().orElseThrow().problem() != null);
    clock.advance(age);
    return new NodeState(() -> Set.of(gate)).describeProblem().orElse("");
  }

  @Test
  void view_ofAFewSeconds_isNotMentioned() {
    try (ApiKeyGate gate = openGate("refuse")) {
      assertThat(ageBy(gate, Duration.ofSeconds(3))).isEmpty();
    }
  }

  @Test
  void view_thatIsOld_isReportedWithWhatItMeans() {
    try (ApiKeyGate gate = openGate("refuse")) {
      assertThat(ageBy(gate, Duration.ofSeconds(12)))
          .containsPattern("view of revocations is 1[23] s old")
          .contains("may still be accepted here", "After 30 s this node denies every key");
    }
  }

  @Test
  void view_thatIsTooOld_deniesEveryKey() {
    try (ApiKeyGate gate = openGate("refuse")) {
      assertThat(ageBy(gate, Duration.ofSeconds(75)))
          .contains("1 min old", "It denies every key with 503 until it can read them again");
    }
    feed.failing = false;
    try (ApiKeyGate gate = openGate("allow")) {
      assertThat(ageBy(gate, Duration.ofSeconds(75)))
          .contains("Keys are accepted without that check");
    }
  }

  @Test
  void view_thatWasNeverRead_isReported() {
    feed.failing = true;
    try (ApiKeyGate gate = openGate("refuse")) {
      assertThat(new NodeState(() -> Set.of(gate)).describeProblem().orElseThrow())
          .contains("has not read the revocations yet", "It denies every key");
    }
  }

  @Test
  void gate_thatIsMissingOrNotTheOnly_isAProblem() {
    assertThatThrownBy(() -> new NodeState(Set::of).requireGate())
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("has not started");
    try (ApiKeyGate one = openGate("refuse");
        ApiKeyGate two = openGate("refuse")) {
      assertThatThrownBy(() -> new NodeState(() -> Set.of(one, two)).requireGate())
          .hasMessageContaining("several gates");
      assertThat(new NodeState(() -> Set.of(one)).requireGate()).isSameAs(one);
    }
  }
}
