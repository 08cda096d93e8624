package org.nexusauth.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.nexusauth.cli.alert.AlertsCommand;
import org.nexusauth.cli.apikey.KeyCommand;
import org.nexusauth.cli.audit.AuditCommand;
import org.nexusauth.cli.directory.AgentCommand;
import org.nexusauth.cli.directory.IntegrationCommand;
import org.nexusauth.cli.directory.IntegrationState;
import org.nexusauth.cli.directory.OrganizationCommand;
import org.nexusauth.cli.explain.ExplainCommand;
import org.nexusauth.cli.keys.IssueCommand;
import org.nexusauth.cli.keys.JwksCommand;
import org.nexusauth.cli.keys.KeygenCommand;
import org.nexusauth.cli.management.ManagementRunner;
import org.nexusauth.cli.option.ConstantConverter;
import org.nexusauth.cli.plan.PlanCommand;
import org.nexusauth.cli.revocation.InitCommand;
import org.nexusauth.cli.revocation.RevokeCommand;
import org.nexusauth.cli.revocation.StatusCommand;
import org.nexusauth.cli.revocation.StoreGenerationCommand;
import org.nexusauth.cli.signing.SigningKeyCommand;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.cli.terminal.Version;
import org.nexusauth.cli.usage.ErrorsCommand;
import org.nexusauth.cli.usage.UsageCommand;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.alert.AlertState;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The commands by name. Only the one that is called is built with its options: building all of them
 * would make every start slower.
 */
final class CommandTable {

  private static final Map<String, String> RECORD_EXIT_CODES = recordExitCodes();

  private final Map<String, Entry> commands = new LinkedHashMap<>();

  /** A command's class, which has its description, and what makes one. */
  private record Entry(Class<?> type, Supplier<Object> maker, boolean group) {}

  CommandTable(Console console, ManagementRunner runner) {
    add(KeygenCommand.class, () -> new KeygenCommand(console));
    add(JwksCommand.class, () -> new JwksCommand(console));
    add(IssueCommand.class, () -> new IssueCommand(console));
    add(ExplainCommand.class, () -> new ExplainCommand(console));
    add(RevokeCommand.class, () -> new RevokeCommand(console));
    add(StatusCommand.class, () -> new StatusCommand(console));
    add(InitCommand.class, () -> new InitCommand(console));
    add(StoreGenerationCommand.class, () -> new StoreGenerationCommand(console));
    addGroup(OrganizationCommand.class, () -> new OrganizationCommand(runner));
    addGroup(AgentCommand.class, () -> new AgentCommand(runner));
    addGroup(IntegrationCommand.class, () -> new IntegrationCommand(runner));
    addGroup(KeyCommand.class, () -> new KeyCommand(runner));
    addGroup(PlanCommand.class, () -> new PlanCommand(runner));
    addGroup(SigningKeyCommand.class, () -> new SigningKeyCommand(runner));
    add(UsageCommand.class, () -> new UsageCommand(runner));
    add(ErrorsCommand.class, () -> new ErrorsCommand(runner));
    addGroup(AlertsCommand.class, () -> new AlertsCommand(runner));
    addGroup(AuditCommand.class, () -> new AuditCommand(runner));
  }

  private void add(Class<?> type, Supplier<Object> maker) {
    commands.put(annotationOf(type).name(), new Entry(type, maker, false));
  }

  private void addGroup(Class<?> type, Supplier<Object> maker) {
    commands.put(annotationOf(type).name(), new Entry(type, maker, true));
  }

  private static Command annotationOf(Class<?> type) {
    return Objects.requireNonNull(type.getAnnotation(Command.class));
  }

  /** Adds the command that is called, or, where it is none of these, all of them by name alone. */
  void addTo(CommandLine program, String... arguments) {
    Entry called = arguments.length == 0 ? null : commands.get(arguments[0]);
    if (called == null) {
      commands.values().forEach(entry -> program.addSubcommand(describe(entry.type())));
    } else if (called.group()) {
      program.addSubcommand(buildGroup(called.maker().get()));
    } else {
      program.addSubcommand(called.maker().get());
    }
  }

  /** For the list of commands in the program's own help. */
  private static CommandLine describe(Class<?> type) {
    Command annotation = annotationOf(type);
    CommandSpec spec = CommandSpec.create().name(annotation.name());
    spec.usageMessage().description(annotation.description());
    return new CommandLine(spec);
  }

  private static CommandLine buildGroup(Object command) {
    CommandLine group = new CommandLine(command);
    group.getCommandSpec().mixinStandardHelpOptions(true);
    completeSpec(group.getCommandSpec());
    group
        .getSubcommands()
        .values()
        .forEach(
            subcommand -> {
              CommandSpec spec = subcommand.getCommandSpec();
              completeSpec(spec);
              UsageMessageSpec usage = spec.usageMessage();
              usage.footerHeading("%nExample:%n");
              usage.exitCodeListHeading("%nExit codes:%n");
              usage.exitCodeList(RECORD_EXIT_CODES);
            });
    group.registerConverter(
        IntegrationState.class, new ConstantConverter<>(IntegrationState.class));
    group.registerConverter(Environment.class, new ConstantConverter<>(Environment.class));
    group.registerConverter(AlertKind.class, new ConstantConverter<>(AlertKind.class));
    group.registerConverter(AlertSeverity.class, new ConstantConverter<>(AlertSeverity.class));
    group.registerConverter(AlertState.class, new ConstantConverter<>(AlertState.class));
    group.registerConverter(KeyState.class, new ConstantConverter<>(KeyState.class));
    group.registerConverter(
        KeyRevocation.Cause.class, new ConstantConverter<>(KeyRevocation.Cause.class));
    return group;
  }

  private static void completeSpec(CommandSpec spec) {
    spec.versionProvider(new Version());
    spec.usageMessage().sortOptions(false);
  }

  private static Map<String, String> recordExitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put("0", "done");
    codes.put("1", "the answer is no: the key is not genuine, the audit log is broken");
    codes.put("2", "wrong options or values; nothing was changed");
    codes.put("3", "a file, standard input or output cannot be used");
    codes.put(
        "4",
        "a store is missing, failed or cannot be reached; one that failed may have been changed");
    codes.put("5", "there is no such record");
    codes.put("6", "the record's state does not allow it, or it has another version");
    codes.put("7", "the operator may not do it");
    return codes;
  }
}
