package org.nexusauth.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.StoreSettings;
import picocli.CommandLine.Option;

/** Which store, and who opens it: options, or the variables that an application has. */
final class StoreOptions {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Pattern WITH_PASSWORD =
      Pattern.compile("(?i)[?;&](ssl)?password=|://[^/@]*:[^/@]*@");

  @Option(
      names = "--store",
      paramLabel = "URL",
      description =
          "The store: jdbc:postgresql://host/database, jdbc:h2:file:/path, redis://host, rediss://host,"
              + " redis-sentinel://host/#name. Default: NEXUS_AUTH_JDBC_URL or"
              + " NEXUS_AUTH_REDIS_URL.")
  private @Nullable String url;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Who opens it. Default: NEXUS_AUTH_JDBC_USER or NEXUS_AUTH_REDIS_USER.")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "A file with the password. Default: NEXUS_AUTH_JDBC_PASSWORD or"
              + " NEXUS_AUTH_REDIS_PASSWORD. A password is never an argument.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--assume-durable",
      description = "Take a store that may lose what it acknowledged.")
  private boolean assumeDurable;

  /** A kind of store and what it is opened with. */
  record Chosen(String name, StoreSettings settings) {}

  Chosen choose(Console terminal) {
    String where = url == null ? fromEnvironment(terminal) : argument(url);
    String name = name(where);
    Map<String, String> values = new HashMap<>();
    values.put(property(name, "url"), where);
    Optional.ofNullable(user)
        .or(() -> variable(terminal, name, "USER"))
        .ifPresent(value -> values.put(property(name, "user"), value));
    password(terminal, name).ifPresent(value -> values.put(property(name, "password"), value));
    return new Chosen(name, new StoreSettings(values, POLL, assumeDurable));
  }

  private static String fromEnvironment(Console terminal) {
    return variable(terminal, "jdbc", "URL")
        .or(() -> variable(terminal, "redis", "URL"))
        .orElseThrow(
            () ->
                CliException.usage(
                    "say which store: --store jdbc:postgresql://host/database for example, or"
                        + " the variable NEXUS_AUTH_JDBC_URL or NEXUS_AUTH_REDIS_URL"));
  }

  private static String argument(String url) {
    if (WITH_PASSWORD.matcher(url).find()) {
      throw CliException.usage(
          "the URL holds a password, which others see in the list of processes and the shell's"
              + " history: leave it out, and use --password-file or the environment");
    }
    return url;
  }

  private static String name(String url) {
    if (url.startsWith("jdbc:")) {
      return "jdbc";
    }
    if (url.startsWith("redis:") || url.startsWith("rediss:") || url.startsWith("redis-sentinel")) {
      return "redis";
    }
    throw CliException.usage("a store's URL begins with jdbc:, redis:, rediss: or redis-sentinel:");
  }

  private Optional<String> password(Console terminal, String name) {
    if (passwordFile == null) {
      return variable(terminal, name, "PASSWORD");
    }
    try {
      return Optional.of(Files.readString(passwordFile).replaceFirst("\\r?\\n$", ""));
    } catch (IOException e) {
      throw CliException.file(
          "cannot read the password's file (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static Optional<String> variable(Console terminal, String name, String what) {
    String variable = property(name, what).replace('.', '_').toUpperCase(Locale.ROOT);
    return Optional.ofNullable(terminal.environment().get(variable))
        .filter(value -> !value.isEmpty());
  }

  private static String property(String name, String what) {
    return "nexus.auth." + name + "." + what;
  }
}
