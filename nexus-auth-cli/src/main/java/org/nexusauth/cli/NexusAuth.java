package org.nexusauth.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.terminal.Version;
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
        "Manages API keys: generates signing keys, issues keys, explains why a key is denied,"
            + " revokes keys; and keeps records of organizations, agents, integrations and keys.",
    footerHeading = "%nFrom a signing key to a valid API key:%n",
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
      "0:done; explain: the key is valid; status: nothing is revoked",
      "1:explain: the key is denied; status: it is revoked or switched off; revoke: no genuine key;"
          + " audit verify: the log is broken",
      "2:wrong options or values",
      "3:a file, standard input or output, or a key in it, cannot be used",
      "4:a store failed or cannot be reached",
      "5:there is no such record",
      "6:the record's state does not allow it, or someone else has changed it",
      "7:the operator may not do it",
      "70:internal error; please report it"
    })
final class NexusAuth implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "no command given; use keygen, jwks, issue, explain, revoke, status, init, generation,"
            + " organization, agent, integration, key, plan, signing-key, usage, errors, alerts or"
            + " audit");
  }
}
