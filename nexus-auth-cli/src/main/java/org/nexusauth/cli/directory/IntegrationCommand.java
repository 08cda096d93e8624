package org.nexusauth.cli.directory;

import static org.nexusauth.cli.directory.DirectoryFormats.INTEGRATION;

import java.util.function.BiFunction;
import org.nexusauth.cli.management.ListOptions;
import org.nexusauth.cli.management.ManagementOptions;
import org.nexusauth.cli.management.ManagementRunner;
import org.nexusauth.cli.management.VersionOption;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.directory.Integrations;
import org.nexusauth.management.model.Integration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Manages integrations. */
@Command(
    name = "integration",
    description =
        "Manages integrations: each connects one agent to the API, and has the keys that it calls"
            + " with. All keys of an integration can be denied together, by disabling it.")
public final class IntegrationCommand {

  private final ManagementRunner runner;

  /** Creates the command. */
  public IntegrationCommand(ManagementRunner runner) {
    this.runner = runner;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Creates an integration with a random id and prints it.",
      footer = "  nexus-auth integration create --organization org_1 --agent agt_1 --name Orders")
  int createIntegration(
      @Mixin ManagementOptions management,
      @Mixin OwnerOption owner,
      @Option(
              names = "--agent",
              required = true,
              paramLabel = "ID",
              description = "The agent that it connects, which must not be restricted.")
          String agent,
      @Option(
              names = "--name",
              required = true,
              paramLabel = "TEXT",
              description = "Its name, 1 to 80 characters, unique in the organization.")
          String name) {
    return printChanged(
        management,
        (integrations, context) -> integrations.create(context, owner.organization(), name, agent));
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the integrations of an organization by name.",
      footer = "  nexus-auth integration list --organization org_1 --state disabled")
  int listIntegrations(
      @Mixin ManagementOptions management,
      @Mixin IntegrationFilter filter,
      @Mixin ListOptions list) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printList(
                    INTEGRATION,
                    list.limit(),
                    page ->
                        session
                            .services()
                            .integrations()
                            .list(
                                session.operator(),
                                filter.toQuery(session.printer().now()),
                                page)));
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints one integration.",
      footer = "  nexus-auth integration show int_1 --organization org_1")
  int showIntegration(@Mixin ManagementOptions management, @Mixin MemberOptions member) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printRecord(
                    INTEGRATION,
                    session
                        .services()
                        .integrations()
                        .get(session.operator(), member.organization(), member.id())));
  }

  @Command(
      name = "rename",
      mixinStandardHelpOptions = true,
      description = "Renames an integration and prints it.",
      footer = "  nexus-auth integration rename int_1 --organization org_1 --name Invoices")
  int renameIntegration(
      @Mixin ManagementOptions management,
      @Mixin MemberOptions member,
      @Option(
              names = "--name",
              required = true,
              paramLabel = "TEXT",
              description = "Its new name, 1 to 80 characters, unique in the organization.")
          String name,
      @Mixin VersionOption version) {
    return printChanged(
        management,
        (integrations, context) ->
            integrations.rename(
                context, member.organization(), member.id(), name, version.expected()));
  }

  @Command(
      name = "disable",
      mixinStandardHelpOptions = true,
      description = "Denies all keys of an integration until it is enabled.",
      footer = "  nexus-auth integration disable int_1 --organization org_1 --reason \"unpaid\"")
  int disableIntegration(
      @Mixin ManagementOptions management,
      @Mixin MemberOptions member,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Why, for operators; clients do not see it.")
          String reason,
      @Mixin VersionOption version) {
    return printChanged(
        management,
        (integrations, context) ->
            integrations.disable(
                context, member.organization(), member.id(), reason, version.expected()));
  }

  @Command(
      name = "enable",
      mixinStandardHelpOptions = true,
      description = "Enables a disabled integration: its keys are valid again.",
      footer = "  nexus-auth integration enable int_1 --organization org_1")
  int enableIntegration(
      @Mixin ManagementOptions management,
      @Mixin MemberOptions member,
      @Mixin VersionOption version) {
    return printChanged(
        management,
        (integrations, context) ->
            integrations.enable(context, member.organization(), member.id(), version.expected()));
  }

  private int printChanged(
      ManagementOptions management, BiFunction<Integrations, ChangeContext, Integration> change) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printRecord(
                    INTEGRATION,
                    change.apply(session.services().integrations(), session.newChange())));
  }
}
