package org.nexusauth.management.alert;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.access.AccessCheck;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.alert.guide.RuleDescriptions;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.audit.AuditedChanges;
import org.nexusauth.management.internal.InputErrors;
import org.nexusauth.management.internal.VersionCheck;
import org.nexusauth.management.model.alert.Acknowledgement;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertMute;
import org.nexusauth.management.model.alert.RuleSwitch;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.AlertQuery;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.ResultPage;

/**
 * What rules have found: reading, acknowledging and muting it, and switching rules for an
 * organization. Thread-safe.
 */
public final class Alerts {
  /** How many mutes an organization may have. */
  public static final int MAX_MUTES = 1_000;

  private final ManagementPorts ports;
  private final RuleDescriptions descriptions;
  private final AuditedChanges changes;
  private final MuteFactory mutes = new MuteFactory();

  /**
   * Makes the service.
   *
   * @param thresholds from when on rules find something, for their descriptions
   */
  public Alerts(ManagementPorts ports, AlertThresholds thresholds) {
    this.ports = ports;
    this.descriptions = new RuleDescriptions(thresholds);
    this.changes = new AuditedChanges(ports);
  }

  /**
   * Lists alerts: open ones first, of them the most severe first, then the newest.
   *
   * @throws ManagementException of kind {@code NOT_FOUND} for an organization that the operator
   *     does not see
   */
  public ResultPage<AlertView> list(Operator operator, AlertFilter filter, PageRequest page) {
    Set<String> organizations = visibleOrganizations(operator, filter.organizationId());
    AlertQuery query =
        new AlertQuery(
            organizations,
            filter.integrationId(),
            filter.keyId(),
            filter.kind(),
            filter.severity(),
            filter.state());
    return ports
        .records()
        .read(
            records -> {
              ResultPage<Alert> found = records.alerts().listAlerts(query, page);
              List<AlertMute> inForce = records.alerts().listMutes(organizations, ports.now());
              List<AlertView> views =
                  found.items().stream().map(alert -> viewOf(alert, inForce)).toList();
              return new ResultPage<>(views, found.nextCursor());
            });
  }

  /** Returns null for all. */
  private static @Nullable Set<String> visibleOrganizations(
      Operator operator, @Nullable String organizationId) {
    if (organizationId != null) {
      AccessCheck.requireOrganization(operator, organizationId, "organization");
      return Set.of(organizationId);
    }
    return operator.role() == Role.ADMIN ? null : operator.organizations();
  }

  private static AlertView viewOf(Alert alert, List<AlertMute> mutes) {
    return new AlertView(
        alert,
        mutes.stream()
            .filter(mute -> mute.covers(alert.kind(), alert.subject()))
            .findFirst()
            .orElse(null));
  }

  /** Counts the open alerts that an operator sees, by severity; all severities are there. */
  public Map<AlertSeverity, Long> countOpen(Operator operator, @Nullable String organizationId) {
    Set<String> organizations = visibleOrganizations(operator, organizationId);
    Map<AlertSeverity, Long> counts = new EnumMap<>(AlertSeverity.class);
    Arrays.stream(AlertSeverity.values()).forEach(severity -> counts.put(severity, 0L));
    counts.putAll(ports.records().read(records -> records.alerts().countOpenAlerts(organizations)));
    return counts;
  }

  /** Returns an alert. */
  public AlertView get(Operator operator, String id) {
    return ports.records().read(records -> getView(records, operator, id));
  }

  private AlertView getView(RecordReader records, Operator operator, String id) {
    Alert alert = requireAlert(records, operator, id);
    Set<String> organization = Set.of(alert.subject().organizationId());
    return viewOf(alert, records.alerts().listMutes(organization, ports.now()));
  }

  private static Alert requireAlert(RecordReader records, Operator operator, String id) {
    return records
        .alerts()
        .findAlert(id)
        .filter(alert -> operator.sees(alert.subject().organizationId()))
        .orElseThrow(() -> AccessCheck.notFound("alert"));
  }

  /**
   * Acknowledges an open alert: others see that it is looked after, and people are not notified of
   * it any more unless it becomes more severe.
   *
   * @param note what others should know; may be empty
   * @throws ManagementException of kind {@code CONFLICT} when the alert is closed
   */
  public AlertView acknowledge(
      ChangeContext context, String id, String note, ExpectedVersion version) {
    new InputErrors().checkText("note", note).throwIfAny();
    return changes.makeChange(
        context,
        change -> {
          Alert known = requireAlert(change.records(), context.operator(), id);
          AccessCheck.requireRole(context.operator(), Role.OPERATOR);
          VersionCheck.requireVersion(version, known.version());
          requireOpen(known);
          AuditedAlertWriter.acknowledge(
              change, known, new Acknowledgement(change.now(), change.actor().name(), note));
          return getView(change.records(), context.operator(), id);
        });
  }

  private static void requireOpen(Alert alert) {
    if (!alert.isOpen()) {
      throw ManagementException.of(
          Kind.CONFLICT,
          "This alert is closed: its rule has found nothing for a while. There is nothing to"
              + " acknowledge.");
    }
  }

  /** Lists the mutes in force that an operator sees, the newest first. */
  public List<AlertMute> listMutes(Operator operator, @Nullable String organizationId) {
    Set<String> organizations = visibleOrganizations(operator, organizationId);
    return ports.records().read(records -> records.alerts().listMutes(organizations, ports.now()));
  }

  /**
   * Keeps a rule from notifying people about a subject; its alerts are listed all the same.
   * Replaces a mute of the same rule and subject.
   *
   * @param subject a key; or an integration or an organization, with all of its keys
   * @param period for how long, a minute to 365 days; null until it is lifted
   */
  public AlertMute mute(
      ChangeContext context, AlertKind kind, AlertSubject subject, @Nullable Duration period) {
    requireOperator(context, subject.organizationId());
    MuteFactory.checkPeriod(period);
    return changes.makeChange(
        context,
        change -> {
          AlertMute added = mutes.createMute(change, kind, subject, period);
          AuditedAlertWriter.putMute(change, added);
          return added;
        });
  }

  private static void requireOperator(ChangeContext context, String organizationId) {
    AccessCheck.requireOrganization(context.operator(), organizationId, "organization");
    AccessCheck.requireRole(context.operator(), Role.OPERATOR);
  }

  /** Lifts a mute. */
  public void unmute(ChangeContext context, String id) {
    changes.makeChange(
        context,
        change -> {
          AlertMute known =
              change
                  .records()
                  .alerts()
                  .findMute(id)
                  .filter(mute -> context.operator().sees(mute.subject().organizationId()))
                  .orElseThrow(() -> AccessCheck.notFound("mute"));
          AccessCheck.requireRole(context.operator(), Role.OPERATOR);
          AuditedAlertWriter.deleteMute(change, known);
          return true;
        });
  }

  /** Lists all rules as they are for an organization. */
  public List<AlertRuleView> listRules(Operator operator, String organizationId) {
    AccessCheck.requireOrganization(operator, organizationId, "organization");
    return ports.records().read(records -> listRules(records, organizationId));
  }

  private List<AlertRuleView> listRules(RecordReader records, String organizationId) {
    if (records.findOrganization(organizationId).isEmpty()) {
      throw AccessCheck.notFound("organization");
    }
    Map<AlertKind, RuleSwitch> switches =
        records.alerts().listRuleSwitches(organizationId).stream()
            .collect(Collectors.toMap(RuleSwitch::kind, one -> one));
    return Arrays.stream(AlertKind.values())
        .map(kind -> new AlertRuleView(kind, descriptions.describe(kind), switches.get(kind)))
        .toList();
  }

  private static AlertRuleView ruleOf(List<AlertRuleView> rules, AlertKind kind) {
    return rules.stream().filter(rule -> rule.kind() == kind).findFirst().orElseThrow();
  }

  /** Returns a rule as it is for an organization. */
  public AlertRuleView getRule(Operator operator, String organizationId, AlertKind kind) {
    return ruleOf(listRules(operator, organizationId), kind);
  }

  /**
   * Switches a rule on or off for an organization. Off, it finds nothing there, and its open alerts
   * close.
   *
   * @param version of {@link AlertRuleView#version}
   */
  public AlertRuleView switchRule(
      ChangeContext context,
      String organizationId,
      AlertKind kind,
      boolean enabled,
      ExpectedVersion version) {
    requireOperator(context, organizationId);
    return changes.makeChange(
        context,
        change -> {
          AlertRuleView known = ruleOf(listRules(change.records(), organizationId), kind);
          VersionCheck.requireVersion(version, known.version());
          if (known.enabled() == enabled) {
            return known;
          }
          RuleSwitch changed =
              new RuleSwitch(
                  organizationId,
                  kind,
                  enabled,
                  change.now(),
                  change.actor().name(),
                  known.version() + 1);
          AuditedAlertWriter.putRuleSwitch(change, changed);
          return new AlertRuleView(kind, known.description(), changed);
        });
  }
}
