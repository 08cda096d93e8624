package org.nexusauth.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads one setting at a time in its form; a wrong value stops the start. */
final class SettingsReader {
  private static final Pattern SECONDS = Pattern.compile("-?\\d{1,10}");

  private final Configuration configuration;

  SettingsReader(Configuration configuration) {
    this.configuration = configuration;
  }

  Optional<Property> property(Setting setting) {
    return property(setting.property(), ", for example " + setting.example());
  }

  /** Reads a property that a store brings. */
  Optional<Property> property(String name) {
    return property(name, "");
  }

  private Optional<Property> property(String name, String example) {
    Optional<Property> found =
        configuration
            .find(name)
            .map(given -> new Property(given.name(), given.value().strip(), given.origin()));
    found
        .filter(given -> given.value().isEmpty())
        .ifPresent(
            given -> {
              throw ConfigurationException.of(
                  given, "is empty; remove it, or give it a value" + example);
            });
    return found;
  }

  Optional<String> text(Setting setting) {
    return property(setting).map(Property::value);
  }

  /** Reads a text that must have a form; the problem says which. */
  Optional<String> text(Setting setting, Predicate<String> form, String expected) {
    return property(setting)
        .map(given -> require(given, form.test(given.value()), expected).value());
  }

  boolean choice(Setting setting, String no, String yes, boolean standard) {
    return property(setting)
        .map(
            given ->
                require(
                        given,
                        given.value().equals(no) || given.value().equals(yes),
                        "expected " + no + " or " + yes)
                    .value()
                    .equals(yes))
        .orElse(standard);
  }

  int number(Setting setting, int least, int most, int standard) {
    String expected = "expected a whole number from " + least + " to " + most;
    return property(setting)
        .map(
            given -> {
              require(given, given.value().matches("\\d{1,9}"), expected);
              int value = Integer.parseInt(given.value());
              require(given, value >= least && value <= most, expected);
              return value;
            })
        .orElse(standard);
  }

  Optional<Duration> duration(Setting setting, Duration least, Duration most) {
    return duration(
        setting,
        value -> isBetween(value, least, most),
        least.isZero() ? "up to " + most : "from " + least + " to " + most);
  }

  /** Reads a duration of which zero switches something off. */
  Optional<Duration> durationOrZero(Setting setting, Duration least, Duration most) {
    return duration(
        setting,
        value -> value.isZero() || isBetween(value, least, most),
        "from " + least + " to " + most + ", or 0 for never");
  }

  private Optional<Duration> duration(Setting setting, Predicate<Duration> right, String range) {
    String expected =
        "expected seconds or an ISO-8601 duration %s, for example %s"
            .formatted(range, setting.example());
    return property(setting)
        .map(
            given -> {
              Duration value = parse(given, expected);
              require(given, right.test(value), expected);
              return value;
            });
  }

  private static boolean isBetween(Duration value, Duration least, Duration most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }

  Set<String> list(Setting setting) {
    Set<String> values = new LinkedHashSet<>();
    property(setting)
        .ifPresent(
            given -> {
              for (String part : given.value().split(",", -1)) {
                require(
                    given,
                    !part.isBlank(),
                    "a comma stands before or after nothing; expected a list such as "
                        + setting.example());
                values.add(part.strip());
              }
            });
    return values;
  }

  private static Duration parse(Property given, String expected) {
    try {
      return SECONDS.matcher(given.value()).matches()
          ? Duration.ofSeconds(Long.parseLong(given.value()))
          : Duration.parse(given.value());
    } catch (DateTimeParseException | ArithmeticException e) {
      throw ConfigurationException.of(given, expected);
    }
  }

  private static Property require(Property given, boolean right, String expected) {
    if (!right) {
      throw ConfigurationException.of(given, expected);
    }
    return given;
  }
}
