package org.nexusauth.cli.alert;

import static org.nexusauth.cli.alert.AlertFormats.ALERT;
import static org.nexusauth.cli.alert.AlertFormats.MUTE;
import static org.nexusauth.cli.alert.AlertFormats.RULE;

import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.ListOptions;
import org.nexusauth.cli.management.ManagementOptions;
import org.nexusauth.cli.management.ManagementRunner;
import org.nexusauth.cli.management.VersionOption;
import org.nexusauth.management.store.ResultPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads and handles alerts. */
@Command(
    name = "alerts",
    description =
        "Reads alerts, which rules find about keys, acknowledges and mutes them, and switches rules"
            + " for an organization. The application finds and sends them.")
public final class AlertsCommand {
  private static final String ALERT_ID = "The alert's id, as list prints it.";

  private final ManagementRunner runner;

  /** Creates the command. */
  public AlertsCommand(ManagementRunner runner) {
    this.runner = runner;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists alerts: open ones first, of them the most severe first.",
      footer = "  nexus-auth alerts list --organization org_1 --state open")
  int listAlerts(
      @Mixin ManagementOptions management,
      @Mixin AlertFilterOptions filter,
      @Mixin ListOptions list) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printList(
                    ALERT,
                    list.limit(),
                    page ->
                        session
                            .services()
                            .alerts()
                            .list(session.operator(), filter.toFilter(), page)));
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints one alert.",
      footer = "  nexus-auth alerts show alr_1")
  int showAlert(
      @Mixin ManagementOptions management,
      @Parameters(paramLabel = "ID", description = ALERT_ID) String id) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printRecord(ALERT, session.services().alerts().get(session.operator(), id)));
  }

  @Command(
      name = "acknowledge",
      mixinStandardHelpOptions = true,
      description =
          "Acknowledges an open alert: people are not notified of it any more unless it becomes"
              + " more severe.",
      footer = "  nexus-auth alerts acknowledge alr_1 --note \"I have called the client\"")
  int acknowledgeAlert(
      @Mixin ManagementOptions management,
      @Parameters(paramLabel = "ID", description = ALERT_ID) String id,
      @Option(
              names = "--note",
              defaultValue = "",
              paramLabel = "TEXT",
              description = "What others should know.")
          String note,
      @Mixin VersionOption version) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printRecord(
                    ALERT,
                    session
                        .services()
                        .alerts()
                        .acknowledge(session.newChange(), id, note, version.expected())));
  }

  @Command(
      name = "mutes",
      mixinStandardHelpOptions = true,
      description = "Lists the mutes in force, the newest first.",
      footer = "  nexus-auth alerts mutes --organization org_1")
  int listMutes(
      @Mixin ManagementOptions management,
      @Option(
              names = "--organization",
              paramLabel = "ID",
              description = "Only those of one organization.")
          @Nullable String organization) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printList(
                    MUTE,
                    Integer.MAX_VALUE,
                    page ->
                        new ResultPage<>(
                            session.services().alerts().listMutes(session.operator(), organization),
                            null)));
  }

  @Command(
      name = "mute",
      mixinStandardHelpOptions = true,
      description =
          "Keeps a rule from notifying people about a key, an integration or an organization. Its"
              + " alerts are listed all the same. Replaces a mute of the same rule and subject.",
      footer = "  nexus-auth alerts mute traffic-spike --organization org_1 --for P7D")
  int muteAlerts(@Mixin ManagementOptions management, @Mixin MuteOptions mute) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printRecord(
                    MUTE,
                    session
                        .services()
                        .alerts()
                        .mute(session.newChange(), mute.kind(), mute.toSubject(), mute.period())));
  }

  @Command(
      name = "unmute",
      mixinStandardHelpOptions = true,
      description = "Lifts a mute.",
      footer = "  nexus-auth alerts unmute mut_1")
  int unmuteAlerts(
      @Mixin ManagementOptions management,
      @Parameters(paramLabel = "ID", description = "The mute's id, as mutes prints it.")
          String id) {
    return runner.run(
        management,
        session -> {
          session.services().alerts().unmute(session.newChange(), id);
          session.printer().printNote("the mute " + id + " was lifted");
        });
  }

  @Command(
      name = "rules",
      mixinStandardHelpOptions = true,
      description = "Lists the rules, as they are for an organization.",
      footer = "  nexus-auth alerts rules org_1")
  int listRules(
      @Mixin ManagementOptions management,
      @Parameters(paramLabel = "ORGANIZATION", description = "The id of the organization.")
          String organization) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printList(
                    RULE,
                    Integer.MAX_VALUE,
                    page ->
                        new ResultPage<>(
                            session.services().alerts().listRules(session.operator(), organization),
                            null)));
  }

  @Command(
      name = "rule-on",
      mixinStandardHelpOptions = true,
      description = "Switches a rule on for an organization.",
      footer = "  nexus-auth alerts rule-on unused --organization org_1")
  int switchRuleOn(@Mixin RuleOptions rule, @Mixin VersionOption version) {
    return switchRule(rule, version, true);
  }

  @Command(
      name = "rule-off",
      mixinStandardHelpOptions = true,
      description =
          "Switches a rule off for an organization: it finds nothing there, and its open alerts"
              + " close.",
      footer = "  nexus-auth alerts rule-off unused --organization org_1")
  int switchRuleOff(@Mixin RuleOptions rule, @Mixin VersionOption version) {
    return switchRule(rule, version, false);
  }

  private int switchRule(RuleOptions rule, VersionOption version, boolean enabled) {
    return runner.run(
        rule.management(),
        session ->
            session
                .printer()
                .printRecord(
                    RULE,
                    session
                        .services()
                        .alerts()
                        .switchRule(
                            session.newChange(),
                            rule.organization(),
                            rule.kind(),
                            enabled,
                            version.expected())));
  }
}
