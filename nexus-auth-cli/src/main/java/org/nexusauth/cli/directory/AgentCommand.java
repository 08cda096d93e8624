package org.nexusauth.cli.directory;

import static org.nexusauth.cli.directory.DirectoryFormats.AGENT;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.ListOptions;
import org.nexusauth.cli.management.ManagementOptions;
import org.nexusauth.cli.management.ManagementRunner;
import org.nexusauth.cli.management.VersionOption;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.directory.Agents;
import org.nexusauth.management.model.Agent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Manages agents. */
@Command(
    name = "agent",
    description =
        "Manages agents: each belongs to an organization, and its integrations connect it to the API."
            + " All keys of an agent can be denied together, by restricting it.")
public final class AgentCommand {

  private final ManagementRunner runner;

  /** Creates the command. */
  public AgentCommand(ManagementRunner runner) {
    this.runner = runner;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Creates an agent and prints it.",
      footer = "  nexus-auth agent create agt_1 --organization org_1 --name \"Order bot\"")
  int createAgent(
      @Mixin ManagementOptions management,
      @Parameters(
              arity = "0..1",
              paramLabel = "ID",
              description = "Its id, which does not change. Default: a random one.")
          @Nullable String id,
      @Mixin OwnerOption owner,
      @Option(
              names = "--name",
              required = true,
              paramLabel = "TEXT",
              description = "Its name, 1 to 80 characters.")
          String name) {
    return printChanged(
        management, (agents, context) -> agents.create(context, owner.organization(), id, name));
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the agents of an organization by name.",
      footer = "  nexus-auth agent list --organization org_1 --search bot")
  int listAgents(
      @Mixin ManagementOptions management,
      @Mixin OwnerOption owner,
      @Option(
              names = "--search",
              paramLabel = "TEXT",
              description = "Only those whose name or id contains this text.")
          @Nullable String text,
      @Mixin ListOptions list) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printList(
                    AGENT,
                    list.limit(),
                    page ->
                        session
                            .services()
                            .agents()
                            .list(session.operator(), owner.organization(), text, page)));
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints one agent.",
      footer = "  nexus-auth agent show agt_1 --organization org_1")
  int showAgent(@Mixin ManagementOptions management, @Mixin MemberOptions member) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printRecord(
                    AGENT,
                    session
                        .services()
                        .agents()
                        .get(session.operator(), member.organization(), member.id())));
  }

  @Command(
      name = "rename",
      mixinStandardHelpOptions = true,
      description = "Renames an agent and prints it.",
      footer = "  nexus-auth agent rename agt_1 --organization org_1 --name \"Order agent\"")
  int renameAgent(
      @Mixin ManagementOptions management,
      @Mixin MemberOptions member,
      @Option(
              names = "--name",
              required = true,
              paramLabel = "TEXT",
              description = "Its new name, 1 to 80 characters.")
          String name,
      @Mixin VersionOption version) {
    return printChanged(
        management,
        (agents, context) ->
            agents.rename(context, member.organization(), member.id(), name, version.expected()));
  }

  @Command(
      name = "restrict",
      mixinStandardHelpOptions = true,
      description = "Denies all keys of an agent until the restriction is lifted.",
      footer = "  nexus-auth agent restrict agt_1 --organization org_1 --reason \"under review\"")
  int restrictAgent(
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
        (agents, context) ->
            agents.restrict(
                context, member.organization(), member.id(), reason, version.expected()));
  }

  @Command(
      name = "lift",
      mixinStandardHelpOptions = true,
      description = "Lifts the restriction of an agent: its keys are valid again.",
      footer = "  nexus-auth agent lift agt_1 --organization org_1")
  int liftRestriction(
      @Mixin ManagementOptions management,
      @Mixin MemberOptions member,
      @Mixin VersionOption version) {
    return printChanged(
        management,
        (agents, context) ->
            agents.liftRestriction(
                context, member.organization(), member.id(), version.expected()));
  }

  private int printChanged(
      ManagementOptions management, BiFunction<Agents, ChangeContext, Agent> change) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printRecord(
                    AGENT, change.apply(session.services().agents(), session.newChange())));
  }
}
