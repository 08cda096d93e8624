package org.nexusauth.cli.explain;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.cli.option.GateOptions;
import org.nexusauth.cli.option.InstantConverter;
import org.nexusauth.cli.option.KeySource;
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.cli.terminal.ExitCode;
import org.nexusauth.cli.terminal.Version;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.explain.Explanation;
import org.nexusauth.explain.ExplanationBuilder;
import org.nexusauth.explain.KeyExplainer;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.VerifiedApiKey;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what the gate would do with a key, and why. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Explains step by step whether an application accepts a key, and why not. Reads the key from"
          + " standard input, without the line end after it; a key is never an argument.",
      "",
      "With --header=Authorization the input is the whole value: Bearer, one space, the key.",
      "",
      "ok marks a step that the key passes, NO the one that it fails, -- what was not checked."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nexus-auth explain --keys api-keys.jwks --issuer https://api.example.com \\",
      "      < key.txt",
      "  nexus-auth explain --env NEXUS_API_KEY"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the key is valid; without --keys: no fault was found",
      "1:the key is denied",
      "2:wrong options or values",
      "3:the key or the verification keys cannot be read"
    })
public final class ExplainCommand implements Callable<Integer> {

  private final Console console;

  @ArgGroup private @Nullable KeySource source;

  @Mixin private GateOptions gateOptions = new GateOptions();

  @Option(
      names = "--needs",
      split = ",",
      paramLabel = "P",
      description =
          "The permissions that the resource requires, separated by commas; explains a 403. Needs"
              + " --keys.")
  private String[] needs = {};

  @Option(
      names = "--at",
      converter = InstantConverter.class,
      paramLabel = "TIME",
      description = "The time to decide for, for example 2027-01-31T00:00:00Z. Default: now.")
  private @Nullable Instant at;

  @Option(
      names = "--show",
      description =
          "Print header and claims of a key with a valid signature, too; others are always printed.")
  private boolean show;

  @Option(names = "--json", description = "Print one JSON object instead of lines.")
  private boolean json;

  /** Creates the command for a console. */
  public ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (needs.length > 0 && !gateOptions.hasKeys()) {
      throw CliException.usage(
          "--needs requires --keys: permissions are checked only after the signature");
    }
    GateSettings settings = readSettings();
    Clock clock =
        Optional.ofNullable(at)
            .map(time -> Clock.fixed(time, ZoneOffset.UTC))
            .orElse(console.clock());
    String value = KeySource.readKey(source, console);
    Explanation explanation = explainValue(settings, clock, value);
    if (json) {
      console.out().println(JsonReport.toJson(explanation));
    } else {
      new PlainReport(console.out()).printExplanation(explanation, show);
    }
    return exitCodeOf(explanation);
  }

  private static int exitCodeOf(Explanation explanation) {
    if (explanation.denial() == null) {
      return ExitCode.OK;
    }
    return ExitCode.DENIED;
  }

  private Explanation explainValue(GateSettings settings, Clock clock, String value) {
    KeyExplainer explainer = new KeyExplainer(settings);
    if (!gateOptions.hasKeys()) {
      return explainer.explainUnverified(
          value, clock.instant(), "add --keys with the verification keys");
    }
    try (ApiKeyVerifier verifier = createVerifier(settings, clock)) {
      return explainer.explain(value, verifier::verifyUncached, this::explainPermissions);
    }
  }

  private Explanation explainPermissions(VerifiedApiKey key, ExplanationBuilder steps) {
    Optional<Denied> denied = checkPermissions(key);
    if (denied.isPresent()) {
      return steps.buildDenied(denied.get());
    }
    steps.addNotChecked(
        "not checked: whether it was revoked; nexus-auth status reads that from the store");
    key.plan()
        .ifPresent(
            plan ->
                steps.addNotChecked(
                    "not checked: the limits of its plan "
                        + plan
                        + "; the application has them, and its console says them"));
    return steps.buildPassed();
  }

  private Optional<Denied> checkPermissions(VerifiedApiKey key) {
    if (needs.length == 0) {
      return Optional.empty();
    }
    GateRequest request = new GateRequest(List.of(), "GET", "/", null, "explain", null);
    try (ApiKeyGate gate = ApiKeyGate.builder(gateOptions.toConfiguration()).build()) {
      return gate.permit(request, new Granted(key), Requirement.ofPermissions(needs));
    }
  }

  private GateSettings readSettings() {
    try {
      return GateSettings.from(gateOptions.toConfiguration());
    } catch (ConfigurationException e) {
      throw CliException.usage(String.valueOf(e.getMessage()));
    }
  }

  private static ApiKeyVerifier createVerifier(GateSettings settings, Clock clock) {
    try {
      return ApiKeyVerifier.create(settings, clock, ExplainCommand.class.getClassLoader());
    } catch (ConfigurationException e) {
      throw CliException.file(String.valueOf(e.getMessage()));
    }
  }
}
