package org.nexusauth.management.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nexusauth.management.alert.delivery.DeliveryQueue.Receiver;
import org.nexusauth.management.alert.lease.EvaluatorLeaseHolder;
import org.nexusauth.management.memory.MemoryManagementStore;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertDelivery.DeliveryMessage;
import org.nexusauth.management.model.alert.AlertDelivery.DeliveryProgress;
import org.nexusauth.management.model.alert.ChannelStop;
import org.nexusauth.management.model.alert.DeliveryState;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.RevocationAccess;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.testkit.MutableClock;

/** When deliveries are sent, and tried again. */
final class DeliveryQueueTest {
  private static final Instant START = Instant.parse("2026-11-30T13:00:00Z");

  private final MutableClock clock = MutableClock.at(START);
  private final MemoryManagementStore store = new MemoryManagementStore();
  private final ManagementPorts ports =
      new ManagementPorts(store, new UnusedRevocations(), null, clock);
  private final EvaluatorLeaseHolder lease = new EvaluatorLeaseHolder(ports, "node-1");
  private final List<String> sent = new ArrayList<>();
  private DeliveryResult answer = new DeliveryResult.Accepted("HTTP 204");
  private @Nullable Runnable whileSending;
  private final DeliveryQueue queue =
      new DeliveryQueue(
          ports, lease, new Receiver(AlertChannel.WEBHOOK, "https://h.example.com", this::send));

  private DeliveryResult send(AlertDelivery delivery, Instant now) {
    sent.add(delivery.id());
    if (whileSending != null) {
      whileSending.run();
    }
    return answer;
  }

  private void insert(String id, AlertChannel channel) {
    DeliveryMessage message = new DeliveryMessage("t", "b");
    store.write(
        all -> all.alerts().insertDelivery(AlertDelivery.pending(id, channel, START, message)));
  }

  private void run() {
    lease.renew();
    queue.run();
  }

  private AlertDelivery find(String id) {
    return store.read(all -> all.alerts().findDelivery(id)).orElseThrow();
  }

  @Test
  void delivery_thatIsAccepted_isSentOnce() {
    insert("a", AlertChannel.WEBHOOK);
    insert("b", AlertChannel.MAIL);

    run();
    run();

    assertThat(sent).containsExactly("a");
    assertThat(find("a").progress())
        .isEqualTo(new DeliveryProgress(DeliveryState.DELIVERED, 1, START, null, "HTTP 204"));
    assertThat(find("b").progress().attempts()).isZero();
  }

  @Test
  void delivery_thatIsNeverAccepted_isTriedForADayAndGivenUp() {
    answer = new DeliveryResult.NotAccepted("HTTP 503");
    insert("a", AlertChannel.WEBHOOK);
    Instant last = START;
    while (find("a").progress().state() == DeliveryState.PENDING) {
      last = clock.instant();
      run();
      Instant next = find("a").progress().nextAttemptAt();
      if (next != null) {
        clock.set(next.minusMillis(1));
        int before = sent.size();
        run();
        assertThat(sent).as("not before it is due").hasSize(before);
        clock.set(next);
      }
    }

    assertThat(sent).hasSize(9);
    assertThat(Duration.between(START, last)).isBetween(Duration.ofHours(20), Duration.ofHours(31));
    assertThat(find("a").progress().state()).isEqualTo(DeliveryState.FAILED);
    assertThat(find("a").progress().outcome()).isEqualTo("HTTP 503");
  }

  @Test
  void deliveries_afterOneThatWasNotAccepted_wait() {
    answer = new DeliveryResult.NotAccepted("The connection was refused.");
    insert("a", AlertChannel.WEBHOOK);
    insert("b", AlertChannel.WEBHOOK);

    run();
    assertThat(sent).containsExactly("a");
    answer = new DeliveryResult.Accepted("HTTP 200");
    run();
    assertThat(sent).containsExactly("a", "b");
  }

  @Test
  void receiverThatIsGone_stopsTheChannel_untilItIsRestarted() {
    answer = new DeliveryResult.Gone("HTTP 410");
    insert("a", AlertChannel.WEBHOOK);
    insert("b", AlertChannel.WEBHOOK);

    run();
    run();

    assertThat(sent).containsExactly("a");
    assertThat(store.<List<ChannelStop>>read(all -> all.alerts().listChannelStops()))
        .containsExactly(new ChannelStop(AlertChannel.WEBHOOK, START, "HTTP 410"));
    assertThat(find("b").progress().state()).isEqualTo(DeliveryState.FAILED);
    assertThat(find("b").progress().outcome()).isEqualTo("Not sent: the channel is stopped.");
    store.write(all -> all.alerts().deleteChannelStop(AlertChannel.WEBHOOK));
    insert("c", AlertChannel.WEBHOOK);
    run();
    assertThat(sent).containsExactly("a", "c");
  }

  @Test
  void nodeWithoutTheLease_sendsNothing() {
    new EvaluatorLeaseHolder(ports, "node-2").renew();
    insert("a", AlertChannel.WEBHOOK);

    run();

    assertThat(sent).isEmpty();
  }

  @Test
  void nodeThatTakesOver_doesNotSendWhatTheOtherIsSending() {
    insert("a", AlertChannel.WEBHOOK);
    EvaluatorLeaseHolder otherLease = new EvaluatorLeaseHolder(ports, "node-2");
    List<String> sentByOther = new ArrayList<>();
    DeliveryQueue other =
        new DeliveryQueue(
            ports,
            otherLease,
            new Receiver(
                AlertChannel.WEBHOOK,
                "h",
                (delivery, now) -> {
                  sentByOther.add(delivery.id());
                  return new DeliveryResult.Accepted("HTTP 200");
                }));
    whileSending =
        () -> {
          clock.advance(Duration.ofSeconds(30));
          otherLease.renew();
          other.run();
        };

    run();

    assertThat(otherLease.isHeld()).isTrue();
    assertThat(sent).containsExactly("a");
    assertThat(sentByOther).isEmpty();
    clock.advance(Duration.ofMinutes(3));
    otherLease.renew();
    other.run();
    assertThat(sentByOther).as("it had arrived").isEmpty();
  }

  @Test
  void senderThatFails_isTriedAgain() {
    insert("a", AlertChannel.WEBHOOK);
    whileSending =
        () -> {
          throw new IllegalStateException("the process ends");
        };
    assertThat(catchThrowable(this::run)).isNotNull();
    whileSending = null;

    run();
    assertThat(sent).as("an attempt may be under way").hasSize(1);
    clock.advance(Duration.ofMinutes(2));
    run();
    assertThat(sent).containsExactly("a", "a");
  }

  @ParameterizedTest
  @CsvSource({"0, PT4S", "0.5, PT5S", "1, PT6S"})
  void pause_variesByAFifth(double random, Duration pause) {
    assertThat(new RetrySchedule(() -> random).nextAttempt(1, START)).contains(START.plus(pause));
  }

  /** Alerts need no revocations. */
  private static final class UnusedRevocations implements RevocationAccess {
    @Override
    public KeyStatus statusOf(KeySubject key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public RevocationWriter writer() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void catchUp() {}
  }
}
