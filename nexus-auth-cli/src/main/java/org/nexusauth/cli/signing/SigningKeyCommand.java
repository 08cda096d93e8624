package org.nexusauth.cli.signing;

import static org.nexusauth.cli.signing.SigningKeyFormat.SIGNING_KEY;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.ManagementRunner;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.keys.SigningKeyFile;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.signing.SigningKeyView;
import org.nexusauth.management.signing.SigningKeys;
import org.nexusauth.management.store.ResultPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Manages the signing keys in the store. */
@Command(
    name = "signing-key",
    description =
        "Manages the signing keys in the store: prepare the next one, make it sign, retire the old"
            + " one. Their private parts are encrypted under the management secret, and never"
            + " printed.")
public final class SigningKeyCommand {

  private final ManagementRunner runner;

  /** Creates the command. */
  public SigningKeyCommand(ManagementRunner runner) {
    this.runner = runner;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the signing keys, the newest first.",
      footer = "  nexus-auth signing-key list --issuer https://api.example.com")
  int listKeys(@Mixin SigningOptions options) {
    return runner.run(
        options.management(),
        options.issuer(),
        session ->
            session
                .printer()
                .printList(
                    SIGNING_KEY,
                    Integer.MAX_VALUE,
                    page ->
                        new ResultPage<>(
                            session.services().signingKeys().list(session.operator()), null)));
  }

  @Command(
      name = "prepare",
      mixinStandardHelpOptions = true,
      description =
          "Generates the next signing key, which verifiers can read from then on, and prints it"
              + " without its private part.",
      footer = "  nexus-auth signing-key prepare --issuer https://api.example.com")
  int prepareNext(
      @Mixin SigningOptions options,
      @Option(
              names = "--kid",
              paramLabel = "ID",
              description = "Its id. Default: one that says when it was made.")
          @Nullable String keyId) {
    return printChanged(options, (keys, context) -> keys.prepareNext(context, keyId));
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = "Stores a private key of a file, encrypted, as the next signing key.",
      footer = "  nexus-auth signing-key import --key signing.jwk")
  int importKey(
      @Mixin SigningOptions options,
      @Option(
              names = "--key",
              required = true,
              paramLabel = "FILE",
              description =
                  "The private key, as keygen writes it: a JWK or a PKCS#8 PEM, mode 600.")
          Path file) {
    SigningKey key = SigningKeyFile.read(file);
    return printChanged(options, (keys, context) -> keys.importNext(context, key));
  }

  @Command(
      name = "activate",
      mixinStandardHelpOptions = true,
      description =
          "Makes the next key sign; the one that signed before verifies only. Not before verifiers"
              + " have had the time to read it.",
      footer = "  nexus-auth signing-key activate 2027-01")
  int activateKey(
      @Mixin SigningOptions options,
      @Mixin SigningKeyOptions key,
      @Option(
              names = "--force",
              description =
                  "Do not wait: verifiers that have not read it deny its keys until then.")
          boolean force) {
    return printChanged(
        options, (keys, context) -> keys.activate(context, key.id(), force, key.version()));
  }

  @Command(
      name = "roll-back",
      mixinStandardHelpOptions = true,
      description = "Makes a key that verifies only sign again, in place of the one that signs.",
      footer = "  nexus-auth signing-key roll-back 2026-12")
  int rollBack(@Mixin SigningOptions options, @Mixin SigningKeyOptions key) {
    return printChanged(
        options, (keys, context) -> keys.rollBack(context, key.id(), key.version()));
  }

  @Command(
      name = "retire",
      mixinStandardHelpOptions = true,
      description =
          "Retires a key that verifies only: it is published no more, and its keys are denied once"
              + " verifiers have read that.",
      footer = "  nexus-auth signing-key retire 2026-12")
  int retireKey(
      @Mixin SigningOptions options,
      @Mixin SigningKeyOptions key,
      @Option(
              names = "--accept-ended",
              defaultValue = "0",
              paramLabel = "N",
              description =
                  "How many unexpired keys may end with it, as list counts them. With more it exits"
                      + " with 6. Default: 0.")
          long acceptedKeys) {
    return printChanged(
        options, (keys, context) -> keys.retire(context, key.id(), acceptedKeys, key.version()));
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Revokes a stolen key: all keys that it has signed are denied within a second.",
      footer = "  nexus-auth signing-key revoke 2026-12 --reason \"backup stolen\"")
  int revokeKey(
      @Mixin SigningOptions options,
      @Mixin SigningKeyOptions key,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Why, for operators; clients do not see it.")
          String reason) {
    return printChanged(
        options, (keys, context) -> keys.revoke(context, key.id(), reason, key.version()));
  }

  @Command(
      name = "reencrypt",
      mixinStandardHelpOptions = true,
      description =
          "Encrypts all private parts under the first secret, and prints how many were under another"
              + " one; the others are not needed any more then.",
      footer = "  nexus-auth signing-key reencrypt --secret-file secrets")
  int reencryptKeys(@Mixin SigningOptions options) {
    return runner.run(
        options.management(),
        options.issuer(),
        session -> {
          int changed = session.services().signingKeys().reencrypt(session.newChange());
          if (session.printer().printsJson()) {
            session.printer().printObject(Map.of("reencrypted", changed));
          } else {
            session.printer().printResult(changed + " signing keys were encrypted again");
          }
        });
  }

  @Command(
      name = "jwks",
      mixinStandardHelpOptions = true,
      description = "Prints the JWK set of the keys that verifiers may read.",
      footer = "  nexus-auth signing-key jwks > api-keys.jwks")
  int printPublished(@Mixin SigningOptions options) {
    Console console = runner.console();
    return runner.run(
        options.management(),
        options.issuer(),
        session -> console.out().println(session.services().signingKeys().publishedKeys()));
  }

  private int printChanged(
      SigningOptions options, BiFunction<SigningKeys, ChangeContext, SigningKeyView> change) {
    return runner.run(
        options.management(),
        options.issuer(),
        session ->
            session
                .printer()
                .printRecord(
                    SIGNING_KEY,
                    change.apply(session.services().signingKeys(), session.newChange())));
  }
}
