package org.nexusauth.cli.audit;

import static org.nexusauth.cli.audit.AuditFormat.EVENT;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.ListOptions;
import org.nexusauth.cli.management.ManagementOptions;
import org.nexusauth.cli.management.ManagementRunner;
import org.nexusauth.cli.management.RecordPrinter;
import org.nexusauth.cli.management.SettingOptions;
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.cli.terminal.ExitCode;
import org.nexusauth.management.audit.AuditVerification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads the log of all changes. */
@Command(
    name = "audit",
    description =
        "Reads the audit log: every change with who made it, when, and what was before. Each event"
            + " has a hash of all events before it, so that a change of the log can be found.")
public final class AuditCommand {

  private final ManagementRunner runner;

  /** Creates the command. */
  public AuditCommand(ManagementRunner runner) {
    this.runner = runner;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists events, the newest first.",
      footer = {
        "  nexus-auth audit list --organization org_1 --action key.revoke",
        "  nexus-auth audit list --from 2027-01-31T00:00:00Z --json"
      })
  int listEvents(
      @Mixin ManagementOptions management, @Mixin AuditFilter filter, @Mixin ListOptions list) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printList(
                    EVENT,
                    list.limit(),
                    page ->
                        session
                            .services()
                            .auditLog()
                            .list(session.operator(), filter.toQuery(), page)));
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description =
          "Computes the hashes of all events again. Exits with 1 if the log is broken, and names the"
              + " first event that does not fit.",
      footer = "  nexus-auth audit verify")
  int verifyChain(@Mixin ManagementOptions management) {
    return runner.runWithCode(
        management,
        SettingOptions.none(),
        session ->
            printVerification(
                session.printer(), session.services().auditLog().verify(session.operator())));
  }

  private static int printVerification(RecordPrinter printer, AuditVerification verification) {
    Long brokenAt = verification.brokenAt();
    if (printer.printsJson()) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      members.put("unbroken", brokenAt == null);
      members.put("events", verification.events());
      members.put("brokenAt", brokenAt);
      members.put("lastHash", verification.last().hash());
      printer.printObject(members);
    } else if (brokenAt == null) {
      printer.printResult(
          "unbroken: "
              + verification.events()
              + " events; hash of the last one: "
              + verification.last().hash());
    } else {
      printer.printResult(
          "broken: event "
              + brokenAt
              + " does not fit to those before it, or is missing; "
              + verification.events()
              + " events before it fit");
    }
    if (brokenAt == null) {
      return ExitCode.OK;
    }
    return ExitCode.DENIED;
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Prints events as JSON lines, the oldest first, with or without --json.",
      footer = "  nexus-auth audit export --from 2027-01-01T00:00:00Z > audit.jsonl")
  int exportEvents(@Mixin ManagementOptions management, @Mixin AuditFilter filter) {
    return runner.run(
        management,
        session -> {
          try {
            session
                .services()
                .auditLog()
                .export(session.operator(), filter.toQuery(), session.printer().exportTarget());
          } catch (IOException e) {
            throw CliException.file(
                "standard output cannot be written; the export is not complete");
          }
        });
  }
}
