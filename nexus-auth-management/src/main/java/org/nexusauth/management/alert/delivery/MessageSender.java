package org.nexusauth.management.alert.delivery;

import java.time.Instant;
import org.nexusauth.management.model.alert.AlertDelivery;

/** Sends the messages of one channel. Used by one thread. */
public interface MessageSender {

  /**
   * Sends a message; takes half a minute at most.
   *
   * @param now the time of the attempt
   */
  DeliveryResult send(AlertDelivery delivery, Instant now);
}
