package org.nexusauth.cli.management;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.option.StoreOptions;
import org.nexusauth.cli.option.StoreOptions.Chosen;
import org.nexusauth.cli.option.StoreOptions.Credentials;
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.cli.terminal.Console;
import picocli.CommandLine.Option;

/** Where revocations are, if not in the database with the records. */
final class RevocationStoreOptions {

  @Option(
      names = "--revocations",
      paramLabel = "URL",
      description =
          "Where the application keeps revocations, if not with the records: redis://host,"
              + " rediss://host, redis-sentinel://host/#name. Default: NEXUS_AUTH_REDIS_URL where"
              + " NEXUS_AUTH_REVOCATION_STORE is redis, else the database with the records.")
  private @Nullable String url;

  @Option(
      names = "--revocations-user",
      paramLabel = "NAME",
      description = "The user there. Default: NEXUS_AUTH_REDIS_USER.")
  private @Nullable String user;

  @Option(
      names = "--revocations-password-file",
      paramLabel = "FILE",
      description = "A file with the password. Default: NEXUS_AUTH_REDIS_PASSWORD.")
  private @Nullable Path passwordFile;

  /** A wrong guess would write revocations where no application reads them. */
  Chosen chooseStore(Console console, Chosen records, boolean assumeDurable) {
    if (url != null) {
      return StoreOptions.choose(
          console,
          StoreOptions.requireNoPassword(url),
          new Credentials(user, passwordFile, assumeDurable));
    }
    if (user != null || passwordFile != null) {
      throw CliException.usage("--revocations-user and its password need --revocations");
    }
    Optional<String> redisUrl = StoreOptions.readVariable(console, "redis", "URL");
    String kind =
        console
            .environment()
            .getOrDefault("NEXUS_AUTH_REVOCATION_STORE", "")
            .strip()
            .toLowerCase(Locale.ROOT);
    if (kind.equals("redis") && redisUrl.isPresent()) {
      return StoreOptions.choose(
          console, redisUrl.get(), new Credentials(null, null, assumeDurable));
    }
    if (kind.equals("jdbc") || (kind.isEmpty() && redisUrl.isEmpty())) {
      return records;
    }
    throw CliException.usage(
        "it is not clear where the application keeps revocations: set"
            + " NEXUS_AUTH_REVOCATION_STORE to jdbc or redis as it does, or add --revocations");
  }
}
