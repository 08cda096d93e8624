package org.nexusauth.management.model.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to people outside this application, and what has become of it.
 *
 * @param id its id, which the receiver gets with every attempt
 * @param channel by which way it goes
 * @param createdAt when it was written
 * @param message what is sent
 * @param progress what has become of it
 */
public record AlertDelivery(
    String id,
    AlertChannel channel,
    Instant createdAt,
    DeliveryMessage message,
    DeliveryProgress progress) {

  /** Returns a delivery that is due immediately. */
  public static AlertDelivery pending(
      String id, AlertChannel channel, Instant now, DeliveryMessage message) {
    return new AlertDelivery(id, channel, now, message, DeliveryProgress.dueAt(now));
  }

  /** Returns the same message with another progress. */
  public AlertDelivery withProgress(DeliveryProgress changed) {
    return new AlertDelivery(id, channel, createdAt, message, changed);
  }

  /**
   * What a delivery sends.
   *
   * @param title what it is about, on one line
   * @param body the text of a mail, or the JSON of a webhook
   */
  public record DeliveryMessage(String title, String body) {}

  /**
   * What has become of a delivery.
   *
   * @param state whether it has arrived
   * @param attempts how often it was tried
   * @param lastAttemptAt when it was tried last; null for never
   * @param nextAttemptAt when it is tried next; null if it is not
   * @param outcome how the last attempt ended, a sentence; null before it has
   */
  public record DeliveryProgress(
      DeliveryState state,
      int attempts,
      @Nullable Instant lastAttemptAt,
      @Nullable Instant nextAttemptAt,
      @Nullable String outcome) {

    /** Returns the progress of a delivery that was not tried yet. */
    public static DeliveryProgress dueAt(Instant at) {
      return new DeliveryProgress(DeliveryState.PENDING, 0, null, at, null);
    }
  }
}
