package org.nexusauth.console.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.AlertChannelView;
import org.nexusauth.management.alert.AlertRuleView;
import org.nexusauth.management.alert.AlertView;
import org.nexusauth.management.alert.guide.RuleDescription;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.model.alert.Acknowledgement;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertDelivery;
import org.nexusauth.management.model.alert.AlertDelivery.DeliveryProgress;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.model.alert.ChannelStop;
import org.nexusauth.management.model.alert.RuleSwitch;

/** Alerts, their rules, mutes and channels. Every member is always there. */
public final class AlertJson {
  private AlertJson() {}

  /** Returns an alert. */
  public static ObjectNode render(AlertView view) {
    Alert alert = view.alert();
    ObjectNode json = ApiJson.object();
    json.put("id", alert.id());
    json.put("kind", alert.kind().code());
    putSubject(json, alert.subject());
    json.put("severity", ValueFormats.write(alert.severity()));
    json.put("state", ValueFormats.write(alert.state()));
    json.put("message", alert.finding().sentence());
    DirectoryJson.putInstant(json, "openedAt", alert.times().openedAt());
    DirectoryJson.putInstant(json, "lastSeenAt", alert.times().lastSeenAt());
    json.put("repeats", alert.times().repeats());
    DirectoryJson.putInstant(json, "closedAt", alert.times().closedAt());
    json.set("acknowledgement", render(alert.acknowledgement()));
    json.set("mute", Optional.ofNullable(view.mute()).map(AlertJson::render).orElse(null));
    json.put("version", alert.version());
    return json;
  }

  private static void putSubject(ObjectNode json, AlertSubject subject) {
    json.put("organizationId", subject.organizationId());
    json.put("integrationId", subject.integrationId());
    json.put("keyId", subject.keyId());
  }

  private static @Nullable ObjectNode render(@Nullable Acknowledgement acknowledgement) {
    if (acknowledgement == null) {
      return null;
    }
    ObjectNode json = ApiJson.object();
    DirectoryJson.putInstant(json, "at", acknowledgement.at());
    json.put("by", acknowledgement.by());
    json.put("note", acknowledgement.note());
    return json;
  }

  /** Returns a mute. */
  public static ObjectNode render(AlertMute mute) {
    ObjectNode json = ApiJson.object();
    json.put("id", mute.id());
    json.put("kind", mute.kind().code());
    putSubject(json, mute.subject());
    DirectoryJson.putInstant(json, "since", mute.since());
    DirectoryJson.putInstant(json, "until", mute.until());
    json.put("by", mute.by());
    return json;
  }

  /** Returns a rule as it is for an organization. */
  public static ObjectNode render(AlertRuleView rule) {
    ObjectNode json = ApiJson.object();
    RuleDescription description = rule.description();
    Optional<RuleSwitch> last = Optional.ofNullable(rule.lastSwitch());
    json.put("kind", rule.kind().code());
    json.put("enabled", rule.enabled());
    json.put("title", description.title());
    json.put("looksAt", description.looksAt());
    json.put("threshold", description.threshold());
    json.put("advice", description.advice());
    DirectoryJson.putInstant(json, "changedAt", last.map(RuleSwitch::changedAt).orElse(null));
    json.put("changedBy", last.map(RuleSwitch::changedBy).orElse(null));
    json.put("version", rule.version());
    return json;
  }

  /** Returns a channel. */
  public static ObjectNode render(AlertChannelView view) {
    ObjectNode json = ApiJson.object();
    json.put("channel", view.channel().code());
    json.put("receiver", view.receiver());
    ChannelStop stop = view.stop();
    json.put("stopped", stop != null);
    DirectoryJson.putInstant(json, "stoppedAt", stop == null ? null : stop.since());
    json.put("stopReason", stop == null ? null : stop.reason());
    return json;
  }

  /** Returns a delivery. */
  public static ObjectNode render(AlertDelivery delivery) {
    ObjectNode json = ApiJson.object();
    DeliveryProgress progress = delivery.progress();
    json.put("id", delivery.id());
    json.put("channel", delivery.channel().code());
    DirectoryJson.putInstant(json, "createdAt", delivery.createdAt());
    json.put("title", delivery.message().title());
    json.put("body", delivery.message().body());
    json.put("state", ValueFormats.write(progress.state()));
    json.put("attempts", progress.attempts());
    DirectoryJson.putInstant(json, "lastAttemptAt", progress.lastAttemptAt());
    DirectoryJson.putInstant(json, "nextAttemptAt", progress.nextAttemptAt());
    json.put("outcome", progress.outcome());
    return json;
  }

  /** Returns a list that has one part. */
  public static <T> ObjectNode renderAll(List<T> all, Function<T, ObjectNode> item) {
    ObjectNode json = ApiJson.object();
    ArrayNode items = json.putArray("items");
    all.forEach(each -> items.add(item.apply(each)));
    json.putNull("nextCursor");
    return json;
  }
}
