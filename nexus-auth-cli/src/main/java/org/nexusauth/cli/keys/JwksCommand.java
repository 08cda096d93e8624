package org.nexusauth.cli.keys;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.cli.terminal.ExitCode;
import org.nexusauth.cli.terminal.Version;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.keys.SigningKeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the public part of signing keys that exist. */
@Command(
    name = "jwks",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Prints the JWK set with the public keys of existing signing keys: what keygen printed when it"
          + " generated one, or of several keys, so that applications accept the next key before it"
          + " signs."
    },
    footerHeading = "%nExample:%n",
    footer = "  nexus-auth jwks --key signing.jwk --key next.jwk > api-keys.jwks",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the set was printed",
      "2:wrong options, two keys with one id, or a secret, which has no public key",
      "3:a signing key cannot be read or must not be used"
    })
public final class JwksCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "A private key, a JWK or a PKCS#8 PEM with mode 600; repeat it for more.")
  private Path[] keys = {};

  /** Creates the command for a console. */
  public JwksCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<SigningKey> read = Stream.of(keys).map(SigningKeyFile::read).toList();
    for (SigningKey key : read) {
      if (key.algorithm().isSecret()) {
        throw CliException.usage(key + " is a secret, which has no public part");
      }
    }
    console.out().println(SigningKey.publicJwks(read));
    return ExitCode.OK;
  }
}
