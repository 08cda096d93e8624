package org.nexusauth.cli.directory;

import static org.nexusauth.cli.directory.DirectoryFormats.ORGANIZATION;

import org.nexusauth.cli.management.ListOptions;
import org.nexusauth.cli.management.ManagementOptions;
import org.nexusauth.cli.management.ManagementRunner;
import org.nexusauth.cli.management.VersionOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Manages organizations. */
@Command(
    name = "organization",
    description =
        "Manages organizations: the owners of agents and integrations. The id of an organization is"
            + " the organizationId claim of its keys.")
public final class OrganizationCommand {

  private final ManagementRunner runner;

  /** Creates the command. */
  public OrganizationCommand(ManagementRunner runner) {
    this.runner = runner;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Creates an organization and prints it.",
      footer = "  nexus-auth organization create org_1 --name \"Example Ltd\"")
  int createOrganization(
      @Mixin ManagementOptions management,
      @Parameters(paramLabel = "ID", description = "Its id, which does not change.") String id,
      @Option(
              names = "--name",
              required = true,
              paramLabel = "TEXT",
              description = "Its name, 1 to 80 characters.")
          String name) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printRecord(
                    ORGANIZATION,
                    session.services().organizations().create(session.newChange(), id, name)));
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists organizations by name.",
      footer = "  nexus-auth organization list --json")
  int listOrganizations(@Mixin ManagementOptions management, @Mixin ListOptions list) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printList(
                    ORGANIZATION,
                    list.limit(),
                    page -> session.services().organizations().list(session.operator(), page)));
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints one organization.",
      footer = "  nexus-auth organization show org_1")
  int showOrganization(
      @Mixin ManagementOptions management,
      @Parameters(paramLabel = "ID", description = "Its id.") String id) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printRecord(
                    ORGANIZATION, session.services().organizations().get(session.operator(), id)));
  }

  @Command(
      name = "rename",
      mixinStandardHelpOptions = true,
      description = "Renames an organization and prints it.",
      footer = "  nexus-auth organization rename org_1 --name \"Example plc\"")
  int renameOrganization(
      @Mixin ManagementOptions management,
      @Parameters(paramLabel = "ID", description = "Its id.") String id,
      @Option(
              names = "--name",
              required = true,
              paramLabel = "TEXT",
              description = "Its new name, 1 to 80 characters.")
          String name,
      @Mixin VersionOption version) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printRecord(
                    ORGANIZATION,
                    session
                        .services()
                        .organizations()
                        .rename(session.newChange(), id, name, version.expected())));
  }
}
