package org.nexusauth.management;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.management.apikey.EnvironmentPresets;
import org.nexusauth.management.apikey.EnvironmentPresets.Preset;
import org.nexusauth.management.model.Environment;

/** Reads {@code development=P30D,production=P365D:gold}. */
final class EnvironmentsParser {
  private static final Duration MIN_LIFETIME = Duration.ofSeconds(1);
  private static final Duration MAX_LIFETIME = Duration.ofDays(3650);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,10}");
  private static final int MAX_PLAN_LENGTH = 255;
  private static final String EXPECTED =
      "expected environments with a lifetime, and a plan where there is one, for example"
          + " development=P30D,staging=P90D,production=P365D:gold";

  private final GivenProperty given;
  private final @Nullable Duration maxLifetime;

  private EnvironmentsParser(GivenProperty given, @Nullable Duration maxLifetime) {
    this.given = given;
    this.maxLifetime = maxLifetime;
  }

  /**
   * Returns the presets; an environment that is missing gets its default.
   *
   * @param maxLifetime {@code nexus.auth.verify.max.lifetime}, or null
   * @throws ConfigurationException if anything is wrong
   */
  static EnvironmentPresets parse(GivenProperty given, @Nullable Duration maxLifetime) {
    return new EnvironmentsParser(given, maxLifetime).parseAll();
  }

  private EnvironmentPresets parseAll() {
    Map<Environment, Preset> presets = new EnumMap<>(Environment.class);
    for (String entry : given.value().split(",", -1)) {
      String[] parts = entry.split("=", 2);
      if (parts.length < 2 || parts[0].isBlank()) {
        throw wrong(EXPECTED);
      }
      Environment environment = parseEnvironment(parts[0].strip());
      if (presets.put(environment, parsePreset(parts[1])) != null) {
        throw wrong(nameOf(environment) + " stands there twice; leave one");
      }
    }
    return new EnvironmentPresets(presets);
  }

  private Preset parsePreset(String text) {
    String[] parts = text.split(":", 2);
    String lifetime = parts[0].strip();
    String plan = parts.length == 2 ? parts[1].strip() : null;
    if (lifetime.isEmpty() || "".equals(plan)) {
      throw wrong(EXPECTED);
    }
    return new Preset(parseLifetime(lifetime), parsePlan(plan));
  }

  private Environment parseEnvironment(String name) {
    return Arrays.stream(Environment.values())
        .filter(environment -> nameOf(environment).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    "there is no environment "
                        + name
                        + "; there are development, staging and production"));
  }

  private Duration parseLifetime(String text) {
    Duration lifetime = parseDuration(text);
    if (lifetime.compareTo(MIN_LIFETIME) < 0 || lifetime.compareTo(MAX_LIFETIME) > 0) {
      throw wrong("expected lifetimes from PT1S to P3650D, and " + text + " is not between them");
    }
    if (maxLifetime != null && lifetime.compareTo(maxLifetime) > 0) {
      throw wrong(
          "a key of the lifetime "
              + text
              + " would be denied: nexus.auth.verify.max.lifetime is "
              + maxLifetime
              + "; give a shorter lifetime, or change that property");
    }
    return lifetime;
  }

  private Duration parseDuration(String text) {
    try {
      if (SECONDS.matcher(text).matches()) {
        return Duration.ofSeconds(Long.parseLong(text));
      }
      return Duration.parse(text);
    } catch (DateTimeParseException | ArithmeticException e) {
      throw wrong(
          "expected lifetimes in seconds or as ISO-8601 durations such as P30D, and one is "
              + text);
    }
  }

  private @Nullable String parsePlan(@Nullable String text) {
    if (text != null
        && (text.length() > MAX_PLAN_LENGTH || text.chars().anyMatch(Character::isISOControl))) {
      throw wrong("a plan has 1 to 255 characters without control characters");
    }
    return text;
  }

  private ConfigurationException wrong(String problem) {
    return ConfigurationException.of(given, problem);
  }

  private static String nameOf(Environment environment) {
    return environment.name().toLowerCase(Locale.ROOT);
  }
}
