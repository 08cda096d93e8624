package org.nexusauth.cli.keys;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.option.AlgorithmConverter;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.cli.terminal.ExitCode;
import org.nexusauth.cli.terminal.Version;
import org.nexusauth.keys.SigningAlgorithm;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.keys.SigningKeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Generates a signing key: the private part into a file, the public part to standard output. */
@Command(
    name = "keygen",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Generates a signing key. The private key goes into a file that only you can read; the JWK set"
          + " with the public key, for nexus.auth.verify.keys.location, to standard output."
    },
    footerHeading = "%nExample:%n",
    footer = "  nexus-auth keygen --out signing.jwk > api-keys.jwks",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the key was generated",
      "2:wrong options or values; nothing was generated",
      "3:the file exists or cannot be written; nothing was generated"
    })
public final class KeygenCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description =
          "Where the private key goes: .jwk or .json makes a JWK, .pem or .key a PKCS#8 PEM. Its"
              + " mode is 600 where files have modes.")
  private @Nullable Path out;

  @Option(
      names = "--algorithm",
      paramLabel = "ALG",
      converter = AlgorithmConverter.class,
      description =
          "RS256 (the default, and the fastest to verify), RS384, RS512, PS256, PS384, PS512,"
              + " ES256, ES384, ES512, EdDSA; or HS256, HS384, HS512: a shared secret, so every"
              + " application that verifies can also issue, and nothing is printed.")
  private SigningAlgorithm algorithm = SigningAlgorithm.RS256;

  @Option(
      names = "--bits",
      paramLabel = "N",
      description =
          "Size of an RSA key: 2048 (the default, and the fastest to verify), 3072 or 4096.")
  private @Nullable Integer bits;

  @Option(
      names = "--kid",
      paramLabel = "ID",
      description =
          "The key's id. Default: the month, for example 2026-11; give a second key of one month"
              + " an id of its own.")
  private @Nullable String keyId;

  @Option(names = "--force", description = "Replace FILE if it exists. Its key is lost then.")
  private boolean force;

  /** Creates the command for a console. */
  public KeygenCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path file = Objects.requireNonNull(out);
    SigningKey key = generateKey(Objects.requireNonNullElseGet(keyId, this::currentMonth));
    if (force) {
      SigningKeyFile.replace(key, file);
    } else {
      SigningKeyFile.write(key, file);
    }
    if (algorithm.isSecret()) {
      console
          .err()
          .println("nexus-auth: a secret has no public key; applications need the file itself");
    } else {
      console.out().println(key.publicJwks());
    }
    return ExitCode.OK;
  }

  private SigningKey generateKey(String id) {
    if (bits == null) {
      return SigningKey.generate(algorithm, id);
    }
    return SigningKey.generateRsa(algorithm, id, bits);
  }

  private String currentMonth() {
    return YearMonth.now(console.clock()).toString();
  }
}
