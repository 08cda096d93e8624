package org.nexusauth.cli.apikey;

import static org.nexusauth.cli.apikey.KeyFormats.KEY;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.nexusauth.cli.management.IssuerOptions;
import org.nexusauth.cli.management.ListOptions;
import org.nexusauth.cli.management.ManagementOptions;
import org.nexusauth.cli.management.ManagementRunner;
import org.nexusauth.cli.management.ManagementSession;
import org.nexusauth.cli.management.VersionOption;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.ApiKeys;
import org.nexusauth.management.apikey.GenerationResult;
import org.nexusauth.management.model.KeyRef;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Manages the records of API keys, and the keys themselves. */
@Command(
    name = "key",
    description =
        "Manages API keys that have records: creates, lists, rotates and revokes them. A key's text"
            + " is printed once, when it is created, and kept nowhere.")
public final class KeyCommand {

  private final ManagementRunner runner;

  /** Creates the command. */
  public KeyCommand(ManagementRunner runner) {
    this.runner = runner;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = {
        "Creates a key and prints it, alone on standard output; what else is to be known goes to"
            + " standard error. With --json the key is the member key of the one object.",
        "It is shown this once and kept nowhere: give it to its owner immediately."
      },
      footer = {
        "  nexus-auth key create --organization org_1 --integration int_1 \\",
        "      --name \"orders, eu\" --environment production --permission read > key.txt"
      })
  int createKey(
      @Mixin ManagementOptions management,
      @Mixin IssuerOptions issuer,
      @Mixin NewKeyOptions order) {
    return runner.runWithCode(
        management,
        issuer,
        session -> {
          GenerationResult result =
              session
                  .services()
                  .apiKeys()
                  .generate(session.newChange(order.idempotencyKey()), order.toOrder());
          return new NewKeyPrinter(session)
              .print(result, ", which expires " + result.record().claims().expiresAt());
        });
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the keys of an organization, the newest first.",
      footer = {
        "  nexus-auth key list --organization org_1 --state expiring",
        "  nexus-auth key list --organization org_1 --unused-for P90D --json"
      })
  int listKeys(
      @Mixin ManagementOptions management, @Mixin KeyFilter filter, @Mixin ListOptions list) {
    return runner.run(
        management,
        session ->
            session
                .printer()
                .printList(
                    KEY,
                    list.limit(),
                    page ->
                        session
                            .services()
                            .apiKeys()
                            .list(
                                session.operator(),
                                filter.toQuery(session.printer().now()),
                                page)));
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints what is known of one key: not its text, which is kept nowhere.",
      footer = "  nexus-auth key show 9TfVx0nGZ1yqk2Lr5sJwBA --organization org_1")
  int showKey(@Mixin ManagementOptions management, @Mixin KeyOptions key) {
    return runner.run(
        management,
        session -> {
          KeyRef ref = key.find(session);
          session
              .printer()
              .printRecord(KEY, session.services().apiKeys().get(session.operator(), ref));
        });
  }

  @Command(
      name = "rename",
      mixinStandardHelpOptions = true,
      description = "Renames a key and prints it; the key itself stays as it is.",
      footer =
          "  nexus-auth key rename 9TfVx0nGZ1yqk2Lr5sJwBA --organization org_1 --name \"orders, us\"")
  int renameKey(
      @Mixin ManagementOptions management,
      @Mixin KeyOptions key,
      @Option(
              names = "--name",
              required = true,
              paramLabel = "TEXT",
              description = "Its new name, 1 to 80 characters.")
          String name,
      @Mixin VersionOption version) {
    return printChanged(
        management,
        key,
        session -> (keys, ref) -> keys.rename(session.newChange(), ref, name, version.expected()));
  }

  @Command(
      name = "plan",
      mixinStandardHelpOptions = true,
      description =
          "Gives a key another plan of limits and prints it. The plan of the record counts from then"
              + " on, on all nodes within a second; the key itself stays as it is.",
      footer = "  nexus-auth key plan 9TfVx0nGZ1yqk2Lr5sJwBA --organization org_1 --plan gold")
  int changePlan(
      @Mixin ManagementOptions management,
      @Mixin KeyOptions key,
      @Option(
              names = "--plan",
              required = true,
              paramLabel = "NAME",
              description = "A plan, as plan list prints it; default for the default one.")
          String plan,
      @Mixin VersionOption version) {
    return printChanged(
        management,
        key,
        session ->
            (keys, ref) -> keys.changePlan(session.newChange(), ref, plan, version.expected()));
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = {
        "Creates the successor of a key, with the same settings, and prints it as create does.",
        "The old key stays valid until the grace after the first use of the new one has passed, or"
            + " until the deadline."
      },
      footer = {
        "  nexus-auth key rotate 9TfVx0nGZ1yqk2Lr5sJwBA --organization org_1 \\",
        "      --grace PT1H > key.txt"
      })
  int rotateKey(
      @Mixin KeyChangeOptions change,
      @Mixin IssuerOptions issuer,
      @Mixin RotationOptions rotation) {
    return runner.runWithCode(
        change.management(),
        issuer,
        session -> {
          KeyRef ref = change.key().find(session);
          GenerationResult result =
              session
                  .services()
                  .apiKeys()
                  .rotate(
                      session.newChange(change.idempotencyKey()),
                      ref,
                      rotation.toOrder(),
                      change.version());
          return new NewKeyPrinter(session).print(result, describeEnd(rotation));
        });
  }

  private static String describeEnd(RotationOptions rotation) {
    return "; the old key ends "
        + rotation.toOrder().grace()
        + " after the first use of the new one, and "
        + rotation.toOrder().deadline()
        + " from now at the latest";
  }

  @Command(
      name = "rotation",
      mixinStandardHelpOptions = true,
      description =
          "Prints how far the rotation of an old key is, and whether the old key can be revoked.",
      footer = "  nexus-auth key rotation 9TfVx0nGZ1yqk2Lr5sJwBA --organization org_1")
  int showRotation(@Mixin ManagementOptions management, @Mixin KeyOptions key) {
    return runner.run(
        management,
        session -> {
          KeyRef ref = key.find(session);
          new RotationPrinter(session.printer())
              .print(session.services().apiKeys().rotationProgress(session.operator(), ref));
        });
  }

  @Command(
      name = "cancel-rotation",
      mixinStandardHelpOptions = true,
      description =
          "Cancels the rotation of a key while the new one is unused: the new one is revoked, the old"
              + " one stays as it was.",
      footer = "  nexus-auth key cancel-rotation 9TfVx0nGZ1yqk2Lr5sJwBA --organization org_1")
  int cancelRotation(
      @Mixin ManagementOptions management, @Mixin KeyOptions key, @Mixin VersionOption version) {
    return printChanged(
        management,
        key,
        session ->
            (keys, ref) -> keys.cancelRotation(session.newChange(), ref, version.expected()));
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Revokes a key permanently; nodes deny it within a second.",
      footer = {
        "  nexus-auth key revoke 9TfVx0nGZ1yqk2Lr5sJwBA --organization org_1 \\",
        "      --cause owner-left"
      })
  int revokeKey(
      @Mixin ManagementOptions management,
      @Mixin KeyOptions key,
      @Mixin RevocationTerms terms,
      @Mixin VersionOption version) {
    return printChanged(
        management,
        key,
        session ->
            (keys, ref) ->
                keys.revoke(session.newChange(), ref, terms.toOrder(), version.expected()));
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description =
          "Records a key that was issued elsewhere, from its text on standard input, which is"
              + " verified and not kept.",
      footer = "  nexus-auth key import < key.txt")
  int importKey(
      @Mixin ManagementOptions management,
      @Mixin VerificationOptions verification,
      @Mixin KeyTextOptions text) {
    String keyText = text.read(runner.console());
    return runner.run(
        management,
        verification,
        session ->
            session
                .printer()
                .printRecord(
                    KEY, session.services().apiKeys().importKey(session.newChange(), keyText)));
  }

  @Command(
      name = "leaked",
      mixinStandardHelpOptions = true,
      description = {
        "Reports a key as leaked: revokes it and marks it as exposed. Reads its text from standard"
            + " input and verifies it, or takes its ids. A key without a record gets one."
      },
      footer = "  nexus-auth key leaked --source \"public repository\" < key.txt")
  int reportLeak(
      @Mixin ManagementOptions management,
      @Mixin VerificationOptions verification,
      @Mixin LeakedKey key,
      @Mixin LeakOptions leak) {
    String keyText = key.readText(runner.console());
    return runner.run(
        management,
        verification,
        session -> {
          KeyRef ref = key.find(session, keyText);
          session
              .printer()
              .printRecord(
                  KEY,
                  session
                      .services()
                      .apiKeys()
                      .reportLeak(session.newChange(), ref, leak.source(), leak.revokes()));
        });
  }

  private int printChanged(
      ManagementOptions management,
      KeyOptions key,
      Function<ManagementSession, BiFunction<ApiKeys, KeyRef, ApiKeyView>> change) {
    return runner.run(
        management,
        session -> {
          KeyRef ref = key.find(session);
          session
              .printer()
              .printRecord(KEY, change.apply(session).apply(session.services().apiKeys(), ref));
        });
  }
}
