package org.nexusauth.management.alert.delivery;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.internal.Log;
import org.nexusauth.management.alert.lease.EvaluatorLeaseHolder;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertDelivery.DeliveryProgress;
import org.nexusauth.management.model.alert.ChannelStop;
import org.nexusauth.management.model.alert.DeliveryState;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.RecordWriter;

/**
 * Sends the due deliveries of one channel, on the node that has the lease. Each attempt is recorded
 * before it is made, so that no other node makes it too; where a node ends in between, the message
 * is sent again, under the same id. Used by one thread.
 */
public final class DeliveryQueue implements Runnable {
  /** How long an attempt may take before another one is made. */
  private static final Duration ATTEMPT_TIME = Duration.ofMinutes(2);

  private static final int MAX_DUE = 500;
  private static final int MAX_SENT = 20;

  private final ManagementPorts ports;
  private final EvaluatorLeaseHolder lease;
  private final AlertChannel channel;
  private final String receiver;
  private final MessageSender sender;
  private final RetrySchedule schedule = new RetrySchedule(new SecureRandom()::nextDouble);

  /**
   * Makes a queue.
   *
   * @param receiver where its deliveries go
   */
  public DeliveryQueue(ManagementPorts ports, EvaluatorLeaseHolder lease, Receiver receiver) {
    this.ports = ports;
    this.lease = lease;
    this.channel = receiver.channel();
    this.receiver = receiver.name();
    this.sender = receiver.sender();
  }

  /**
   * Where deliveries go.
   *
   * @param channel by which channel
   * @param name for messages, without a secret
   * @param sender sends them
   */
  public record Receiver(AlertChannel channel, String name, MessageSender sender) {}

  /** Sends what is due; after one that was not accepted the others wait for the next call. */
  @Override
  public void run() {
    if (!lease.isHeld()) {
      return;
    }
    List<AlertDelivery> due = ports.records().read(this::listDue);
    for (AlertDelivery delivery : due) {
      if (!deliver(delivery.id())) {
        return;
      }
    }
  }

  private List<AlertDelivery> listDue(RecordReader records) {
    return records.alerts().listDueDeliveries(ports.now(), MAX_DUE).stream()
        .filter(delivery -> delivery.channel() == channel)
        .limit(MAX_SENT)
        .toList();
  }

  /** Returns whether others should be sent too. */
  private boolean deliver(String id) {
    Instant now = ports.now();
    Optional<AlertDelivery> claimed = ports.records().write(records -> claim(records, id, now));
    if (claimed.isEmpty()) {
      return true;
    }
    DeliveryResult result = sender.send(claimed.get(), now);
    Instant end = ports.now();
    if (result instanceof DeliveryResult.Gone) {
      Log.channelStopped(channel.code(), receiver, result.outcome());
    }
    ports.records().write(records -> finish(records, claimed.get(), result, end));
    return result instanceof DeliveryResult.Accepted;
  }

  /** Records an attempt; of a channel that is stopped, that there is none. */
  private Optional<AlertDelivery> claim(RecordWriter records, String id, Instant now) {
    Optional<AlertDelivery> due =
        records.alerts().findDelivery(id).filter(delivery -> isDue(delivery, now));
    if (due.isEmpty() || !lease.isHeldIn(records)) {
      return Optional.empty();
    }
    DeliveryProgress known = due.get().progress();
    if (findStop(records).isPresent()) {
      records
          .alerts()
          .updateDelivery(
              due.get().withProgress(givenUp(known, "Not sent: the channel is stopped.")));
      return Optional.empty();
    }
    AlertDelivery claimed =
        due.get()
            .withProgress(
                new DeliveryProgress(
                    DeliveryState.PENDING,
                    known.attempts() + 1,
                    now,
                    now.plus(ATTEMPT_TIME),
                    known.outcome()));
    records.alerts().updateDelivery(claimed);
    return Optional.of(claimed);
  }

  private static boolean isDue(AlertDelivery delivery, Instant now) {
    Instant next = delivery.progress().nextAttemptAt();
    return delivery.progress().state() == DeliveryState.PENDING
        && next != null
        && !next.isAfter(now);
  }

  private Optional<ChannelStop> findStop(RecordReader records) {
    return records.alerts().listChannelStops().stream()
        .filter(stop -> stop.channel() == channel)
        .findFirst();
  }

  private static DeliveryProgress givenUp(DeliveryProgress known, String outcome) {
    return new DeliveryProgress(
        DeliveryState.FAILED, known.attempts(), known.lastAttemptAt(), null, outcome);
  }

  private boolean finish(
      RecordWriter records, AlertDelivery claimed, DeliveryResult result, Instant now) {
    records.alerts().updateDelivery(claimed.withProgress(progressAfter(claimed, result, now)));
    if (result instanceof DeliveryResult.Gone) {
      records.alerts().putChannelStop(new ChannelStop(channel, now, result.outcome()));
    }
    return true;
  }

  private DeliveryProgress progressAfter(
      AlertDelivery claimed, DeliveryResult result, Instant now) {
    DeliveryProgress known = claimed.progress();
    if (result instanceof DeliveryResult.Accepted) {
      return progressOf(known, DeliveryState.DELIVERED, null, result.outcome());
    }
    if (result instanceof DeliveryResult.Gone) {
      return givenUp(known, result.outcome());
    }
    Optional<Instant> next = schedule.nextAttempt(known.attempts(), now);
    if (next.isEmpty()) {
      Log.deliveryFailed(channel.code(), receiver, result.outcome());
      return givenUp(known, result.outcome());
    }
    return progressOf(known, DeliveryState.PENDING, next.get(), result.outcome());
  }

  private static DeliveryProgress progressOf(
      DeliveryProgress known, DeliveryState state, @Nullable Instant next, String outcome) {
    return new DeliveryProgress(state, known.attempts(), known.lastAttemptAt(), next, outcome);
  }
}
