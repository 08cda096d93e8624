package org.nexusauth.cli.option;

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

  private static final Pattern URL_USER = Pattern.compile("//[^/]*@");
  private static final Pattern URL_END = Pattern.compile("(?s)[?;].*");

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

  /**
   * A kind of store and what it is opened with.
   *
   * @param name the name of its provider
   * @param settings its properties
   */
  public record Chosen(String name, StoreSettings settings) {
    /**
     * Returns its URL for messages: without parameters, and without a user, which may have a
     * password.
     */
    public String place() {
      String url = settings.find(propertyName(name, "url")).orElse("");
      return URL_END.matcher(URL_USER.matcher(url).replaceFirst("//")).replaceFirst("");
    }
  }

  /**
   * Who opens a store, and how.
   *
   * @param user the user; null for that of the environment
   * @param passwordFile a file with the password; null for that of the environment
   * @param assumeDurable whether a store is accepted that may lose acknowledged writes
   */
  public record Credentials(
      @Nullable String user, @Nullable Path passwordFile, boolean assumeDurable) {}

  /** Returns the store that the options, or else the environment, name. */
  public Chosen chooseStore(Console console) {
    String where =
        Optional.ofNullable(url)
            .map(StoreOptions::requireNoPassword)
            .orElseGet(() -> urlFromEnvironment(console));
    return choose(console, where, new Credentials(user, passwordFile, assumeDurable));
  }

  /** Returns the database with the records that the options, or else the environment, name. */
  public Chosen chooseRecordStore(Console console) {
    String where =
        Optional.ofNullable(url)
            .map(StoreOptions::requireNoPassword)
            .or(() -> readVariable(console, "jdbc", "URL"))
            .orElseThrow(
                () ->
                    CliException.usage(
                        "no database given: add --store, for example"
                            + " jdbc:postgresql://host/database, or set the variable"
                            + " NEXUS_AUTH_JDBC_URL"));
    if (!where.startsWith("jdbc:")) {
      throw CliException.usage(
          "records, and tables of limits, are in a database, whose URL begins with jdbc:;"
              + " --revocations names a store of revocations beside it");
    }
    return choose(console, where, new Credentials(user, passwordFile, assumeDurable));
  }

  /** Returns whether a store is accepted that may lose acknowledged writes. */
  public boolean assumesDurable() {
    return assumeDurable;
  }

  /** Returns the store at a URL. */
  public static Chosen choose(Console console, String url, Credentials credentials) {
    String name = storeName(url);
    Map<String, String> values = new HashMap<>();
    values.put(propertyName(name, "url"), url);
    Optional.ofNullable(credentials.user())
        .or(() -> readVariable(console, name, "USER"))
        .ifPresent(value -> values.put(propertyName(name, "user"), value));
    readPassword(console, name, credentials.passwordFile())
        .ifPresent(value -> values.put(propertyName(name, "password"), value));
    return new Chosen(name, new StoreSettings(values, POLL, credentials.assumeDurable()));
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

  /** Checks that a URL that is an argument holds no password. */
  public static String requireNoPassword(String url) {
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

  private static Optional<String> readPassword(
      Console console, String name, @Nullable Path passwordFile) {
    if (passwordFile == null) {
      return readVariable(console, name, "PASSWORD");
    }
    return Optional.of(SecretFile.readText(passwordFile, "password file"));
  }

  /** Returns the value of an application's variable; empty where it is not set, or is empty. */
  public static Optional<String> readVariable(Console console, String name, String what) {
    String variable = propertyName(name, what).replace('.', '_').toUpperCase(Locale.ROOT);
    return Optional.ofNullable(console.environment().get(variable))
        .filter(value -> !value.isEmpty());
  }

  private static String propertyName(String name, String what) {
    return "nexus.auth." + name + "." + what;
  }
}
