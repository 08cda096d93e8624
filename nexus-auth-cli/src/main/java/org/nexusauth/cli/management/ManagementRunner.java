package org.nexusauth.cli.management;

import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.nexusauth.cli.management.ServicesOpener.OpenedServices;
import org.nexusauth.cli.option.EnvironmentSource;
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.cli.terminal.ExitCode;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.Setting;
import org.nexusauth.management.access.Operator;

/** Runs what a command does between the opening and the closing of the services. */
public final class ManagementRunner {

  private final Console console;
  private final ServicesOpener opener;

  /** Runs on a console, over services that the opener opens. */
  public ManagementRunner(Console console, ServicesOpener opener) {
    this.console = console;
    this.opener = opener;
  }

  /** Returns the console. */
  public Console console() {
    return console;
  }

  /** Runs work that needs stores alone; returns the exit code for done. */
  public int run(ManagementOptions options, Consumer<ManagementSession> work) {
    return run(options, SettingOptions.none(), work);
  }

  /** Runs work with settings of issue and signing keys; returns the exit code for done. */
  public int run(
      ManagementOptions options, SettingOptions settings, Consumer<ManagementSession> work) {
    return runWithCode(
        options,
        settings,
        session -> {
          work.accept(session);
          return ExitCode.OK;
        });
  }

  /** Runs work that decides on the exit code. */
  public int runWithCode(
      ManagementOptions options, SettingOptions settings, ToIntFunction<ManagementSession> work) {
    Operator operator = ManagementSession.operatorOf(options.operatorName(console));
    RecordPrinter printer = new RecordPrinter(console, options.json());
    Configuration configuration =
        Configuration.of(settings.toSource(), new EnvironmentSource(console.environment()));
    if (settings.needsIssuer() && configuration.find(Setting.VERIFY_ISSUER).isEmpty()) {
      throw CliException.usage(
          "no issuer given: add --issuer with the iss of the keys, which is the address of the API,"
              + " or set the variable NEXUS_AUTH_VERIFY_ISSUER");
    }
    try (OpenedServices opened =
        opener.open(options.chooseStores(console), configuration, console)) {
      return work.applyAsInt(
          new ManagementSession(opened.services(), opened.keyTexts(), operator, printer));
    }
  }
}
