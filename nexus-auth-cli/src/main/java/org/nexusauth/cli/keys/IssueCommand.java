package org.nexusauth.cli.keys;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.option.ClaimNameOptions;
import org.nexusauth.cli.option.DurationConverter;
import org.nexusauth.cli.option.InstantConverter;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.cli.terminal.ExitCode;
import org.nexusauth.cli.terminal.TerminalText;
import org.nexusauth.cli.terminal.Version;
import org.nexusauth.keys.ApiKeyIssuer;
import org.nexusauth.keys.IssuedKey;
import org.nexusauth.keys.KeyRequest;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.keys.SigningKeyFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Issues a key and prints it, alone, on standard output. */
@Command(
    name = "issue",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Issues an API key and prints it, alone on its line; its id and expiry go to standard error."
          + " The key is not stored: give it to its owner immediately."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  nexus-auth issue --key signing.jwk --issuer https://api.example.com \\",
      "      --integration int_1 --organization org_1 --agent agt_1 \\",
      "      --permission read,write --expires-in P30D"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the key was issued",
      "2:wrong options or values; nothing was issued",
      "3:the signing key cannot be read or must not be used; nothing was issued"
    })
public final class IssueCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description =
          "The private key, as keygen writes it: a JWK or a PKCS#8 PEM with mode 600; /dev/stdin reads"
              + " it from standard input.")
  private @Nullable Path key;

  @Option(
      names = "--issuer",
      required = true,
      paramLabel = "ISS",
      description = "Who issues it, best the address of the API (iss).")
  private @Nullable String issuer;

  @Option(
      names = "--integration",
      required = true,
      paramLabel = "ID",
      description = "The integration that calls with it.")
  private @Nullable String integration;

  @Option(
      names = "--organization",
      required = true,
      paramLabel = "ID",
      description = "The organization of the integration.")
  private @Nullable String organization;

  @Option(names = "--agent", paramLabel = "ID", description = "The agent that it is bound to.")
  private @Nullable String agent;

  @Option(
      names = "--permission",
      split = ",",
      paramLabel = "P",
      description = "A permission, for example read; repeat it or use commas for more.")
  private String[] permissions = {};

  @Option(
      names = "--plan",
      paramLabel = "PLAN",
      description = "The plan whose limits apply to it (plan).")
  private @Nullable String plan;

  @ArgGroup(multiplicity = "1")
  private @Nullable Expiry expiry;

  @Option(
      names = "--not-before",
      converter = InstantConverter.class,
      paramLabel = "TIME",
      description = "When it becomes valid (nbf). Default: immediately.")
  private @Nullable Instant notBefore;

  @Option(
      names = "--audience",
      split = ",",
      paramLabel = "AUD",
      description = "Whom it is for (aud); repeat it or use commas for more. Default: the issuer.")
  private String[] audiences = {};

  @Option(
      names = "--id",
      paramLabel = "JTI",
      description = "Its id, by which it is revoked (jti). Default: a random one.")
  private @Nullable String id;

  @Option(
      names = "--kid",
      paramLabel = "ID",
      description = "The signing key's id. Default: the one in FILE.")
  private @Nullable String keyId;

  @Option(
      names = "--prefix",
      defaultValue = "",
      paramLabel = "TEXT",
      description = "What to put before it, for applications with nexus.auth.token.prefix.")
  private String prefix = "";

  @Mixin private ClaimNameOptions claims = new ClaimNameOptions();

  /** When the key ends: one of the two. */
  static final class Expiry {

    @Option(
        names = "--expires-in",
        converter = DurationConverter.class,
        paramLabel = "DURATION",
        description = "How long it is valid: seconds or ISO-8601, for example P30D.")
    private @Nullable Duration in;

    @Option(
        names = "--expires-at",
        converter = InstantConverter.class,
        paramLabel = "TIME",
        description = "When it expires, for example 2027-01-31T00:00:00Z.")
    private @Nullable Instant at;
  }

  /** Creates the command for a console. */
  public IssueCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    KeyRequest request = createRequest();
    ApiKeyIssuer.Builder builder =
        ApiKeyIssuer.builder(readSigningKey(), Objects.requireNonNull(issuer))
            .claimNames(claims.claimNames())
            .prefix(prefix)
            .clock(console.clock());
    if (audiences.length > 0) {
      builder.audiences(audiences);
    }
    IssuedKey issued = builder.build().issue(request);
    console.out().println(issued.text());
    console
        .err()
        .println(
            "nexus-auth: issued key "
                + TerminalText.escapeHidden(issued.id())
                + ", which expires "
                + issued.expiresAt());
    return ExitCode.OK;
  }

  private KeyRequest createRequest() {
    KeyRequest.Builder request =
        KeyRequest.builder(
                Objects.requireNonNull(integration), Objects.requireNonNull(organization))
            .permissions(permissions);
    Expiry end = Objects.requireNonNull(expiry);
    if (end.in != null) {
      request.expiresIn(end.in);
    } else {
      request.expiresAt(Objects.requireNonNull(end.at));
    }
    if (agent != null) {
      request.agent(agent);
    }
    if (plan != null) {
      request.plan(plan);
    }
    if (id != null) {
      request.id(id);
    }
    if (notBefore != null) {
      request.notBefore(notBefore);
    }
    return request.build();
  }

  private SigningKey readSigningKey() {
    SigningKey read = SigningKeyFile.read(Objects.requireNonNull(key));
    return Optional.ofNullable(keyId).map(read::withKeyId).orElse(read);
  }
}
