package org.nexusauth.management.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nexusauth.management.access.AccessCheck;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.alert.delivery.DeliveryWriter;
import org.nexusauth.management.alert.settings.AlertSettings;
import org.nexusauth.management.audit.AuditedChanges;
import org.nexusauth.management.internal.InputErrors;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.ChannelStop;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The channels by which people are notified of alerts; for admins. Thread-safe. */
public final class AlertChannels {
  private final ManagementPorts ports;
  private final AlertSettings settings;
  private final DeliveryWriter deliveries;
  private final AuditedChanges changes;

  /** Makes the service. */
  public AlertChannels(ManagementPorts ports, AlertSettings settings) {
    this.ports = ports;
    this.settings = settings;
    this.deliveries = new DeliveryWriter(settings);
    this.changes = new AuditedChanges(ports);
  }

  /** Lists the channels that are set up here; the log and listeners of the application are not. */
  public List<AlertChannelView> list(Operator operator) {
    AccessCheck.requireRole(operator, Role.ADMIN);
    Map<AlertChannel, ChannelStop> stops =
        ports.records().read(records -> records.alerts().listChannelStops()).stream()
            .collect(Collectors.toMap(ChannelStop::channel, Function.identity()));
    return deliveries.channels().stream()
        .map(
            channel ->
                new AlertChannelView(channel, deliveries.receiverOf(channel), stops.get(channel)))
        .toList();
  }

  /** Returns the quiet hours as they are set, for example {@code 22:00-07:00 Europe/Berlin}. */
  public String quietHours() {
    return settings.quietHours().toString();
  }

  /** Lists deliveries with their outcome, the newest first; they are kept for 7 days. */
  public ResultPage<AlertDelivery> listDeliveries(Operator operator, PageRequest page) {
    AccessCheck.requireRole(operator, Role.ADMIN);
    return ports.records().read(records -> records.alerts().listDeliveries(page));
  }

  /** Returns a delivery. */
  public AlertDelivery getDelivery(Operator operator, String id) {
    AccessCheck.requireRole(operator, Role.ADMIN);
    return ports
        .records()
        .read(records -> records.alerts().findDelivery(id))
        .orElseThrow(() -> AccessCheck.notFound("delivery"));
  }

  /**
   * Sends a test by every channel that is set up. It is sent within a few seconds; what {@link
   * #getDelivery} returns then says how it went.
   *
   * @return the deliveries
   * @throws ManagementException of kind {@code CONFLICT} where no channel is set up
   */
  public List<AlertDelivery> sendTest(ChangeContext context) {
    AccessCheck.requireRole(context.operator(), Role.ADMIN);
    if (deliveries.channels().isEmpty()) {
      throw ManagementException.of(
          Kind.CONFLICT,
          "No channel is set up. Set nexus.auth.alerts.webhook.url, or nexus.auth.alerts.mail.to.");
    }
    return changes.makeChange(
        context,
        change -> {
          List<AlertDelivery> sent = new ArrayList<>();
          for (AlertDelivery test : deliveries.composeTest(change.now(), change.actor().name())) {
            change.records().alerts().insertDelivery(test);
            AuditedAlertWriter.appendChannelEvent(change, test.channel(), "alert-channel.test");
            sent.add(test);
          }
          return sent;
        });
  }

  /** Lets a channel send again that was stopped because its receiver wanted no more. */
  public void restart(ChangeContext context, AlertChannel channel) {
    AccessCheck.requireRole(context.operator(), Role.ADMIN);
    if (!deliveries.channels().contains(channel)) {
      throw new InputErrors()
          .add("channel", "The channel %s is not set up here.".formatted(channel.code()))
          .toException();
    }
    changes.makeChange(
        context,
        change -> {
          if (change.records().alerts().deleteChannelStop(channel)) {
            AuditedAlertWriter.appendChannelEvent(change, channel, "alert-channel.restart");
          }
          return true;
        });
  }
}
