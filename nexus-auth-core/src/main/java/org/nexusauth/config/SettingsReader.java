package org.nexusauth.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Reads one setting at a time in its form; a wrong value stops the start. */
final class SettingsReader {
  private static final String PASSWORD = ".password";
  private static final Pattern LINE_ENDS = Pattern.compile("\\A[\r\n]+|[\r\n]+\\z");
  private static final Pattern SECONDS = Pattern.compile("-?\\d{1,10}");

  private final Configuration configuration;

  SettingsReader(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Returns a file with settings that is not read, in words. */
  Optional<String> unreadFile() {
    return configuration.anyUnreadFile();
  }

  Optional<Property> property(Setting setting) {
    return property(setting.property(), exampleOf(setting));
  }

  private static String exampleOf(Setting setting) {
    return ", for example " + setting.example();
  }

  /** Reads a property that a store brings. */
  Optional<Property> property(String name) {
    return property(name, "");
  }

  /** Reads a property whose value counts with the whitespace around it. */
  Optional<Property> exact(Setting setting) {
    return filled(configuration.find(setting.property()), exampleOf(setting));
  }

  private Optional<Property> property(String name, String example) {
    UnaryOperator<String> form =
        name.endsWith(PASSWORD) ? SettingsReader::withoutLineEnds : String::strip;
    return filled(configuration.find(name), example)
        .map(given -> new Property(given.name(), form.apply(given.value()), given.origin()));
  }

  private static Optional<Property> filled(Optional<Property> found, String example) {
    found
        .filter(given -> given.value().isBlank())
        .ifPresent(
            given -> {
              throw ConfigurationException.of(
                  new Property(given.name(), "", given.origin()),
                  "is empty; remove it, or give it a value" + example);
            });
    return found;
  }

  /** Spaces may belong to a password; a line end comes from the file that it was read from. */
  private static String withoutLineEnds(String password) {
    return LINE_ENDS.matcher(password).replaceAll("");
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
