package org.nexusauth.management.alert.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.nexusauth.management.alert.event.AlertChange;
import org.nexusauth.management.alert.event.AlertEvent;
import org.nexusauth.management.alert.guide.RuleDescriptions;
import org.nexusauth.management.alert.settings.AlertSettings;
import org.nexusauth.management.internal.RandomIds;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertDelivery.DeliveryMessage;

/** Writes the deliveries of alerts for the channels that are set up. Thread-safe. */
public final class DeliveryWriter {
  /** How many alerts one webhook request has at most, so that it stays small. */
  static final int MAX_WEBHOOK_ALERTS = 20;

  private final AlertSettings settings;
  private final WebhookPayload payload;
  private final MailText mail;
  private final RandomIds ids = new RandomIds();

  /** Writes for the channels of settings. */
  public DeliveryWriter(AlertSettings settings) {
    this.settings = settings;
    this.payload = new WebhookPayload(settings.consoleUrl());
    this.mail = new MailText(settings.consoleUrl(), new RuleDescriptions(settings.thresholds()));
  }

  /** Returns the channels that are set up. */
  public List<AlertChannel> channels() {
    List<AlertChannel> channels = new ArrayList<>();
    if (settings.webhook() != null) {
      channels.add(AlertChannel.WEBHOOK);
    }
    if (settings.mail() != null) {
      channels.add(AlertChannel.MAIL);
    }
    return channels;
  }

  /** Returns where a channel that is set up goes to, without a secret. */
  public String receiverOf(AlertChannel channel) {
    return switch (channel) {
      case WEBHOOK -> Objects.requireNonNull(settings.webhook()).receiver();
      case MAIL -> Objects.requireNonNull(settings.mail()).receiver();
    };
  }

  /** Returns a test for each channel. */
  public List<AlertDelivery> composeTest(Instant now, String operator) {
    List<AlertDelivery> tests = new ArrayList<>();
    for (AlertChannel channel : channels()) {
      tests.add(deliver(channel, now, composeTest(channel, now, operator)));
    }
    return tests;
  }

  private DeliveryMessage composeTest(AlertChannel channel, Instant now, String operator) {
    return switch (channel) {
      case WEBHOOK -> payload.composeTest(now, operator);
      case MAIL -> mail.composeTest(now, operator);
    };
  }

  /**
   * Returns the deliveries of what happened at one time: all of it in one mail, which leaves out
   * what was closed, and in as few webhook requests as hold it.
   */
  public List<AlertDelivery> compose(Instant now, List<AlertEvent> events) {
    List<AlertDelivery> deliveries = new ArrayList<>();
    if (settings.webhook() != null) {
      for (int start = 0; start < events.size(); start += MAX_WEBHOOK_ALERTS) {
        int end = Math.min(start + MAX_WEBHOOK_ALERTS, events.size());
        deliveries.add(
            deliver(AlertChannel.WEBHOOK, now, payload.compose(now, events.subList(start, end))));
      }
    }
    List<AlertEvent> news =
        events.stream().filter(event -> event.change() != AlertChange.CLOSED).toList();
    if (settings.mail() != null && !news.isEmpty()) {
      deliveries.add(deliver(AlertChannel.MAIL, now, mail.compose(news)));
    }
    return deliveries;
  }

  private AlertDelivery deliver(AlertChannel channel, Instant now, DeliveryMessage message) {
    return AlertDelivery.pending(ids.newId("msg_"), channel, now, message);
  }
}
