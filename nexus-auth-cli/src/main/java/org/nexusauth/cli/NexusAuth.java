package org.nexusauth.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself; its commands do the work. */
@Command(
    name = "nexus-auth",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "API keys of the Nexus kind: make what signs them, issue them, explain them,"
            + " revoke them.",
    footerHeading = "%nFrom nothing to a key that is let in:%n",
    footer = {
      "  nexus-auth keygen --out signing.jwk > api-keys.jwks",
      "  nexus-auth issue --key signing.jwk --issuer https://api.example.com \\",
      "      --integration int_1 --organization org_1 --permission read \\",
      "      --expires-in P30D > key.txt",
      "  nexus-auth explain --keys api-keys.jwks --issuer https://api.example.com \\",
      "      < key.txt"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; for explain: the key would be let in; for status: nothing is revoked",
      "1:explain: the key would be refused; status: it is revoked or switched off",
      "2:wrong options or values",
      "3:a file, standard input or output, or a key in it, is of no use",
      "4:the revocation store failed",
      "70:a fault of this program"
    })
final class NexusAuth implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "say which command: keygen, jwks, issue, explain, revoke, status, init or generation");
  }
}
