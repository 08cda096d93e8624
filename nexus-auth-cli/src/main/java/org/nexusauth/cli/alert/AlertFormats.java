package org.nexusauth.cli.alert;

import static org.nexusauth.cli.management.RecordFormat.textOf;
import static org.nexusauth.cli.option.ConstantConverter.nameOf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.RecordFormat;
import org.nexusauth.management.alert.AlertRuleView;
import org.nexusauth.management.alert.AlertView;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.model.alert.Acknowledgement;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.model.alert.RuleSwitch;

/** How alerts, mutes and rules are shown; JSON has the members of the REST API. */
final class AlertFormats {

  static final RecordFormat<AlertMute> MUTE =
      new RecordFormat<AlertMute>("mutes")
          .member("id", AlertMute::id)
          .member("kind", mute -> mute.kind().code())
          .member("organizationId", mute -> mute.subject().organizationId())
          .member("integrationId", mute -> mute.subject().integrationId())
          .member("keyId", mute -> mute.subject().keyId())
          .timeMember("since", AlertMute::since)
          .timeMember("until", AlertMute::until)
          .member("by", AlertMute::by)
          .column("id", AlertMute::id)
          .column("rule", mute -> mute.kind().code())
          .column("about", mute -> describe(mute.subject()))
          .timeColumn("until", AlertMute::until)
          .column("by", AlertMute::by);

  static final RecordFormat<AlertView> ALERT =
      new RecordFormat<AlertView>("alerts")
          .member("id", view -> view.alert().id())
          .member("kind", view -> view.alert().kind().code())
          .member("organizationId", view -> view.alert().subject().organizationId())
          .member("integrationId", view -> view.alert().subject().integrationId())
          .member("keyId", view -> view.alert().subject().keyId())
          .member("severity", view -> nameOf(view.alert().severity()))
          .member("state", view -> nameOf(view.alert().state()))
          .member("message", view -> view.alert().finding().sentence())
          .timeMember("openedAt", view -> view.alert().times().openedAt())
          .timeMember("lastSeenAt", view -> view.alert().times().lastSeenAt())
          .member("repeats", view -> view.alert().times().repeats())
          .timeMember("closedAt", view -> view.alert().times().closedAt())
          .member("acknowledgement", AlertFormats::acknowledgementOf)
          .member("mute", AlertFormats::muteOf)
          .member("version", view -> view.alert().version())
          .column("id", view -> view.alert().id())
          .column("severity", view -> nameOf(view.alert().severity()))
          .column("state", view -> nameOf(view.alert().state()))
          .column("rule", view -> view.alert().kind().code())
          .detail("about", view -> describe(view.alert().subject()))
          .timeColumn("opened", view -> view.alert().times().openedAt())
          .timeDetail("last seen", view -> view.alert().times().lastSeenAt())
          .detail("found again", view -> textOf(view.alert().times().repeats()))
          .timeDetail("closed", view -> view.alert().times().closedAt())
          .detail("acknowledged by", view -> acknowledged(view, Acknowledgement::by))
          .detail("note", view -> acknowledged(view, Acknowledgement::note))
          .detail(
              "muted by", view -> Optional.ofNullable(view.mute()).map(AlertMute::id).orElse(null))
          .cuttableColumn("message", view -> view.alert().finding().sentence())
          .detail("version", view -> textOf(view.alert().version()));

  static final RecordFormat<AlertRuleView> RULE =
      new RecordFormat<AlertRuleView>("rules")
          .member("kind", rule -> rule.kind().code())
          .member("enabled", AlertRuleView::enabled)
          .member("title", rule -> rule.description().title())
          .member("looksAt", rule -> rule.description().looksAt())
          .member("threshold", rule -> rule.description().threshold())
          .member("advice", rule -> rule.description().advice())
          .timeMember("changedAt", rule -> switched(rule, RuleSwitch::changedAt))
          .member("changedBy", rule -> switched(rule, RuleSwitch::changedBy))
          .member("version", AlertRuleView::version)
          .column("rule", rule -> rule.kind().code())
          .column("state", rule -> rule.enabled() ? "on" : "off")
          .detail("looks at", rule -> rule.description().looksAt())
          .cuttableColumn("threshold", rule -> rule.description().threshold())
          .detail("advice", rule -> rule.description().advice())
          .timeDetail("changed", rule -> switched(rule, RuleSwitch::changedAt))
          .detail("changed by", rule -> switched(rule, RuleSwitch::changedBy))
          .column("version", rule -> textOf(rule.version()));

  private AlertFormats() {}

  private static String describe(AlertSubject subject) {
    StringBuilder text = new StringBuilder("organization ").append(subject.organizationId());
    if (subject.integrationId() != null) {
      text.append(", integration ").append(subject.integrationId());
    }
    if (subject.keyId() != null) {
      text.append(", key ").append(subject.keyId());
    }
    return text.toString();
  }

  private static <T> @Nullable T acknowledged(AlertView view, Function<Acknowledgement, T> part) {
    return Optional.ofNullable(view.alert().acknowledgement()).map(part).orElse(null);
  }

  private static <T> @Nullable T switched(AlertRuleView rule, Function<RuleSwitch, T> part) {
    return Optional.ofNullable(rule.lastSwitch()).map(part).orElse(null);
  }

  private static @Nullable Object acknowledgementOf(AlertView view) {
    Acknowledgement acknowledgement = view.alert().acknowledgement();
    if (acknowledgement == null) {
      return null;
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("at", acknowledgement.at().toString());
    members.put("by", acknowledgement.by());
    members.put("note", acknowledgement.note());
    return members;
  }

  private static @Nullable Object muteOf(AlertView view) {
    return Optional.ofNullable(view.mute()).map(MUTE::membersOf).orElse(null);
  }
}
