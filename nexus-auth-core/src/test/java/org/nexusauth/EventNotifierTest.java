package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nexusauth.decision.Decision;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.reason.Reason;

final class EventNotifierTest {
  private static final DecisionEvent EVENT =
      new DecisionEvent(
          TestClock.NOW,
          new Decision.Denied(Reason.KEY_MISSING, "none"),
          "GET",
          "/",
          null,
          "req-1",
          null);

  /** Like the proxy of a bean whose context has ended: whatever one calls, it throws. */
  private static final class Broken implements DecisionListener {
    private final String problem;

    Broken(String problem) {
      this.problem = problem;
    }

    @Override
    public void onDecision(DecisionEvent event) {
      throw new AssertionError(problem);
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("no context");
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("no context");
    }
  }

  private static EventNotifier<DecisionListener, DecisionEvent> notifierOf(
      List<DecisionListener> listeners) {
    return new EventNotifier<>(DecisionListener::onDecision, listeners);
  }

  @Test
  void listeners_areNotifiedInTheirOrderAlsoBehindOneThatThrows() {
    List<String> notified = new ArrayList<>();
    EventNotifier<DecisionListener, DecisionEvent> listeners =
        notifierOf(
            List.of(
                event -> notified.add("first"),
                new Broken("planted"),
                event -> notified.add("second")));

    listeners.notifyListeners(EVENT);
    listeners.notifyListeners(EVENT);

    assertThat(notified).containsExactly("first", "second", "first", "second");
  }

  @Test
  void listener_thatThrows_isLoggedOnceAndEachForItself() {
    LogRecorder.forget();
    EventNotifier<DecisionListener, DecisionEvent> listeners =
        notifierOf(List.of(new Broken("one"), new Broken("two")));

    listeners.notifyListeners(EVENT);
    listeners.notifyListeners(EVENT);

    assertThat(LogRecorder.messages("NEXUS-1032"))
        .hasSize(2)
        .allMatch(line -> line.contains(Broken.class.getName() + " failed"))
        .allMatch(line -> line.contains("java.lang.AssertionError at "))
        .allMatch(line -> line.contains("Broken.onDecision(EventNotifierTest.java:"));
  }

  @Test
  void none_is_empty() {
    assertThat(notifierOf(List.of()).isEmpty()).isTrue();
    assertThat(notifierOf(List.of(event -> {})).isEmpty()).isFalse();
  }
}
