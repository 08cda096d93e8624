package org.nexusauth.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.ReasonText;
import org.nexusauth.revocation.Revocation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Revokes at the store, for all nodes that follow it. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Revokes one key, or all keys of somebody, for ever. Nodes that follow the store refuse them"
          + " within a second. Twice does no harm: the first one stays.",
      "",
      "A key is named by its text on standard input, or by its id with issuer, organization and"
          + " integration; a text is verified first, so that nobody has a stranger's key revoked by"
          + " a forgery."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nexus-auth revoke --store jdbc:postgresql://db.example.com/app --user keys \\",
      "      --password-file /run/secrets/keys --keys api-keys.jwks --reason leaked \\",
      "      < key.txt",
      "  nexus-auth revoke --store redis://cache.example.com --key-id k1 \\",
      "      --issuer https://api.example.com --organization org_1 --integration int_1",
      "  nexus-auth revoke --store redis://cache.example.com --integration int_1 \\",
      "      --issued-before 2027-01-31T00:00:00Z --reason \"laptop lost\""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it is revoked, and stored durably",
      "1:the text is no genuine key; nothing was revoked",
      "2:wrong options or values",
      "3:a file or standard input is of no use",
      "4:there is no store, or it failed; it may be revoked or not, so do it again"
    })
final class RevokeCommand implements Callable<Integer> {

  private final Console terminal;

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private SubjectOptions subject = new SubjectOptions();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description =
          "Why, for people who operate, in a line of 200 characters at most; clients do not see it."
              + " Default: revoked.")
  private String reason = "revoked";

  @Option(
      names = "--from",
      converter = InstantConverter.class,
      paramLabel = "TIME",
      description = "A coming moment, for example 2027-01-31T00:00:00Z. Default: at once.")
  private @Nullable Instant from;

  @Option(
      names = "--issued-before",
      converter = InstantConverter.class,
      paramLabel = "TIME",
      description = "Only keys issued at this moment or before it, and those that do not say when.")
  private @Nullable Instant issuedBefore;

  @Option(
      names = "--until",
      converter = InstantConverter.class,
      paramLabel = "TIME",
      description =
          "When the last of the keys expires: it is forgotten a day later. Default: when the key"
              + " given as text expires, else never.")
  private @Nullable Instant until;

  RevokeCommand(Console terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ReasonText.problem(reason)
        .ifPresent(
            problem -> {
              throw CliException.usage("--" + problem);
            });
    OpenedStore opened = OpenedStore.of(store, terminal);
    SubjectOptions.Named named = subject.read(terminal);
    Revocation wanted =
        new Revocation(
            named.subject(),
            from == null ? terminal.clock().instant().truncatedTo(ChronoUnit.MICROS) : from,
            issuedBefore,
            until == null ? named.expiresAt() : until,
            reason);
    Revocation inForce = opened.write(writer -> writer.revoke(wanted));
    terminal.out().println(line(wanted, inForce));
    return ExitCode.OK;
  }

  private static String line(Revocation wanted, Revocation inForce) {
    boolean ours =
        inForce.effectiveAt().equals(wanted.effectiveAt())
            && Objects.equals(inForce.issuedBefore(), wanted.issuedBefore())
            && inForce.reason().equals(wanted.reason());
    return (ours ? "revoked " : "was revoked before: ") + RevocationFormat.of(inForce);
  }
}
