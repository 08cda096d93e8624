package org.nexusauth.cli.option;

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
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.revocation.StoreSettings;
import picocli.CommandLine.Option;

/** The store and its credentials: options, or the environment variables of an application. */
public final class StoreOptions {

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
      description =
          "The user of the store. Default: NEXUS_AUTH_JDBC_USER or NEXUS_AUTH_REDIS_USER.")
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
      description = "Accept a store that may lose acknowledged writes.")
  private boolean assumeDurable;

  /** A kind of store and what it is opened with. */
  public record Chosen(String name, StoreSettings settings) {}

  /** Returns the store that the options, or else the environment, name. */
  public Chosen chooseStore(Console console) {
    String where =
        Optional.ofNullable(url)
            .map(StoreOptions::requireNoPassword)
            .orElseGet(() -> urlFromEnvironment(console));
    String name = storeName(where);
    Map<String, String> values = new HashMap<>();
    values.put(propertyName(name, "url"), where);
    Optional.ofNullable(user)
        .or(() -> readVariable(console, name, "USER"))
        .ifPresent(value -> values.put(propertyName(name, "user"), value));
    readPassword(console, name)
        .ifPresent(value -> values.put(propertyName(name, "password"), value));
    return new Chosen(name, new StoreSettings(values, POLL, assumeDurable));
  }

  private static String urlFromEnvironment(Console console) {
    return readVariable(console, "jdbc", "URL")
        .or(() -> readVariable(console, "redis", "URL"))
        .orElseThrow(
            () ->
                CliException.usage(
                    "no store given: add --store, for example jdbc:postgresql://host/database, or set the"
                        + " variable NEXUS_AUTH_JDBC_URL or NEXUS_AUTH_REDIS_URL"));
  }

  private static String requireNoPassword(String url) {
    if (WITH_PASSWORD.matcher(url).find()) {
      throw CliException.usage(
          "the URL holds a password, which others see in the list of processes and the shell's"
              + " history: leave it out, and use --password-file or the environment");
    }
    return url;
  }

  private static String storeName(String url) {
    if (url.startsWith("jdbc:")) {
      return "jdbc";
    }
    if (url.startsWith("redis:") || url.startsWith("rediss:") || url.startsWith("redis-sentinel")) {
      return "redis";
    }
    throw CliException.usage("a store's URL begins with jdbc:, redis:, rediss: or redis-sentinel:");
  }

  private Optional<String> readPassword(Console console, String name) {
    if (passwordFile == null) {
      return readVariable(console, name, "PASSWORD");
    }
    try {
      return Optional.of(Files.readString(passwordFile).replaceFirst("\\r?\\n$", ""));
    } catch (IOException e) {
      throw CliException.file(
          "cannot read the password file (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static Optional<String> readVariable(Console console, String name, String what) {
    String variable = propertyName(name, what).replace('.', '_').toUpperCase(Locale.ROOT);
    return Optional.ofNullable(console.environment().get(variable))
        .filter(value -> !value.isEmpty());
  }

  private static String propertyName(String name, String what) {
    return "nexus.auth." + name + "." + what;
  }
}
