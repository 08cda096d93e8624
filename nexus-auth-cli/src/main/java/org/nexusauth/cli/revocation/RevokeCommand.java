package org.nexusauth.cli.revocation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.option.InstantConverter;
import org.nexusauth.cli.option.StoreOptions;
import org.nexusauth.cli.store.CommandStore;
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.cli.terminal.ExitCode;
import org.nexusauth.cli.terminal.Version;
import org.nexusauth.revocation.ReasonText;
import org.nexusauth.revocation.Revocation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stores a revocation, which all nodes that use the store then apply. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Permanently revokes one key, or all keys of an integration, an agent, an organization or a"
          + " signing key. Nodes that use the store deny them within a second. Revoking twice"
          + " changes nothing: the first revocation stays.",
      "",
      "Name a key by its text on standard input, or by its id with issuer, organization and"
          + " integration. A text is verified first, so that a forged key cannot revoke the key"
          + " whose id it has."
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
      "0:it is revoked, and the revocation is stored durably",
      "1:the text is no genuine key; nothing was revoked",
      "2:wrong options or values",
      "3:a file or standard input cannot be read",
      "4:there is no store, or it failed: whether it is revoked is unknown, so try again"
    })
public final class RevokeCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private SubjectOptions subject = new SubjectOptions();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description =
          "Why, for operators: one line of at most 200 characters, which clients do not see."
              + " Default: revoked.")
  private String reason = "revoked";

  @Option(
      names = "--from",
      converter = InstantConverter.class,
      paramLabel = "TIME",
      description = "When it takes effect, for example 2027-01-31T00:00:00Z. Default: immediately.")
  private @Nullable Instant from;

  @Option(
      names = "--issued-before",
      converter = InstantConverter.class,
      paramLabel = "TIME",
      description = "Only keys issued at this time or before, and those without iat.")
  private @Nullable Instant issuedBefore;

  @Option(
      names = "--until",
      converter = InstantConverter.class,
      paramLabel = "TIME",
      description =
          "When the last of the keys expires: the revocation is deleted a day later. Default: when"
              + " the key given as text expires, else never.")
  private @Nullable Instant until;

  /** Creates the command for a console. */
  public RevokeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ReasonText.problemWith(reason)
        .ifPresent(
            problem -> {
              throw CliException.usage("--" + problem);
            });
    CommandStore opened = CommandStore.of(store, console);
    SubjectOptions.Named named = subject.readSubject(console);
    Revocation wanted =
        new Revocation(
            named.subject(),
            Objects.requireNonNullElseGet(
                from, () -> console.clock().instant().truncatedTo(ChronoUnit.MICROS)),
            issuedBefore,
            Optional.ofNullable(until).orElse(named.expiresAt()),
            reason);
    Revocation inForce = opened.withWriter(writer -> writer.revoke(wanted));
    console.out().println(describeResult(wanted, inForce));
    return ExitCode.OK;
  }

  private static String describeResult(Revocation wanted, Revocation inForce) {
    boolean ours =
        inForce.effectiveAt().equals(wanted.effectiveAt())
            && Objects.equals(inForce.issuedBefore(), wanted.issuedBefore())
            && inForce.reason().equals(wanted.reason());
    String text = RevocationFormat.formatRevocation(inForce);
    if (ours) {
      return "revoked " + text;
    }
    return "was revoked before: " + text;
  }
}
