package org.nexusauth.cli;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
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
      "Says step by step what a door would do with a key, and why. Reads the key from standard"
          + " input, without the line end after it; a key is never an argument.",
      "",
      "With --header=Authorization the input is the whole value: Bearer, one space, the key.",
      "",
      "ok is a step that it passes, NO the one that it fails, -- what was not looked at."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nexus-auth explain --keys api-keys.jwks --issuer https://api.example.com \\",
      "      < key.txt",
      "  nexus-auth explain --env NEXUS_API_KEY"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the key would be let in; without --keys: nothing wrong was seen",
      "1:the key would be refused",
      "2:wrong options or values",
      "3:the key or the verification keys cannot be read"
    })
final class ExplainCommand implements Callable<Integer> {

  private final Console terminal;

  @ArgGroup private @Nullable KeySource source;

  @Mixin private GateOptions door = new GateOptions();

  @Option(
      names = "--needs",
      split = ",",
      paramLabel = "P",
      description =
          "The permissions that the resource asks for, with commas; for a 403. Takes --keys.")
  private String[] needs = {};

  @Option(
      names = "--at",
      converter = InstantConverter.class,
      paramLabel = "TIME",
      description = "The moment to judge for, for example 2027-01-31T00:00:00Z. Default: now.")
  private @Nullable Instant at;

  @Option(
      names = "--show",
      description = "Print header and claims of a good signature too; others are always printed.")
  private boolean show;

  @Option(names = "--json", description = "Print one JSON object in place of lines.")
  private boolean json;

  ExplainCommand(Console terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (needs.length > 0 && !door.hasKeys()) {
      throw CliException.usage(
          "--needs takes --keys: what a key may do counts once it is verified");
    }
    GateSettings settings = settings();
    Clock clock = at == null ? terminal.clock() : Clock.fixed(at, ZoneOffset.UTC);
    String value = KeySource.read(source, terminal);
    Explanation explanation = explanation(settings, clock, value);
    if (json) {
      terminal.out().println(JsonReport.of(explanation));
    } else {
      new PlainReport(terminal.out()).print(explanation, show);
    }
    return explanation.exitCode();
  }

  private Explanation explanation(GateSettings settings, Clock clock, String value) {
    if (!door.hasKeys()) {
      return new KeyExplainer(settings, clock, Optional.empty(), key -> Optional.empty())
          .explain(value);
    }
    try (ApiKeyVerifier verifier = verifier(settings, clock)) {
      return new KeyExplainer(settings, clock, Optional.of(verifier), this::permit).explain(value);
    }
  }

  private Optional<Denied> permit(VerifiedApiKey key) {
    if (needs.length == 0) {
      return Optional.empty();
    }
    GateRequest request = new GateRequest(List.of(), "GET", "/", null, "explain", null);
    try (ApiKeyGate gate = ApiKeyGate.builder(door.configuration()).build()) {
      return gate.permit(request, new Granted(key), Requirement.ofPermissions(needs));
    }
  }

  private GateSettings settings() {
    try {
      return GateSettings.from(door.configuration());
    } catch (ConfigurationException e) {
      throw CliException.usage(String.valueOf(e.getMessage()));
    }
  }

  private static ApiKeyVerifier verifier(GateSettings settings, Clock clock) {
    try {
      return ApiKeyVerifier.create(settings, clock, ExplainCommand.class.getClassLoader());
    } catch (ConfigurationException e) {
      throw CliException.file(String.valueOf(e.getMessage()));
    }
  }
}
