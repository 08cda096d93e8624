package org.nexusauth.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads and checks one setting at a time; a wrong value stops the start. */
final class SettingsReader {
  private static final String PASSWORD = ".password";
  private static final Pattern LINE_ENDS = Pattern.compile("\\A[\r\n]+|[\r\n]+\\z");
  private static final Pattern SECONDS = Pattern.compile("-?\\d{1,10}");

  private final Configuration configuration;

  SettingsReader(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Returns the problem of a file with settings that is not read, as text. */
  Optional<String> unreadFileProblem() {
    return configuration.anyUnreadFileProblem();
  }

  /** Returns what other modules offer for the location of the keys, as the end of a sentence. */
  String describeKeysLocations() {
    return ContributedProperties.describeKeysLocations(configuration).stream()
        .map(choice -> ", or " + choice)
        .collect(Collectors.joining());
  }

  Optional<GivenProperty> readProperty(Setting setting) {
    return readProperty(setting.property(), exampleOf(setting));
  }

  private static String exampleOf(Setting setting) {
    return ", for example " + setting.example();
  }

  /** Reads a property that a store defines. */
  Optional<GivenProperty> readProperty(String name) {
    return readProperty(name, "");
  }

  /** Reads a property whose value includes the whitespace around it. */
  Optional<GivenProperty> readExact(Setting setting) {
    return requireFilled(configuration.find(setting.property()), exampleOf(setting));
  }

  private Optional<GivenProperty> readProperty(String name, String example) {
    UnaryOperator<String> form =
        name.endsWith(PASSWORD) ? SettingsReader::removeLineEnds : String::strip;
    return requireFilled(configuration.find(name), example)
        .map(given -> new GivenProperty(given.name(), form.apply(given.value()), given.origin()));
  }

  private static Optional<GivenProperty> requireFilled(
      Optional<GivenProperty> found, String example) {
    found
        .filter(given -> given.value().isBlank())
        .ifPresent(
            given -> {
              throw ConfigurationException.of(
                  new GivenProperty(given.name(), "", given.origin()),
                  "is empty; remove it, or give it a value" + example);
            });
    return found;
  }

  /** Spaces may belong to a password; a line end belongs to the file that contains it. */
  private static String removeLineEnds(String password) {
    return LINE_ENDS.matcher(password).replaceAll("");
  }

  Optional<String> readText(Setting setting) {
    return readProperty(setting).map(GivenProperty::value);
  }

  /**
   * Reads a text that must have a form.
   *
   * @param expected names the form in the message for a text that does not have it
   */
  Optional<String> readText(Setting setting, Predicate<String> form, String expected) {
    return readProperty(setting)
        .map(given -> requireValid(given, form.test(given.value()), expected).value());
  }

  boolean readChoice(Setting setting, String no, String yes, boolean standard) {
    return readProperty(setting)
        .map(
            given ->
                requireValid(
                        given,
                        given.value().equals(no) || given.value().equals(yes),
                        "expected " + no + " or " + yes)
                    .value()
                    .equals(yes))
        .orElse(standard);
  }

  /** Reads one of several choices, which are an enum's names in small letters. */
  <E extends Enum<E>> E readEnum(Setting setting, Class<E> type, E standard) {
    return readProperty(setting)
        .map(
            given ->
                Arrays.stream(type.getEnumConstants())
                    .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(given.value()))
                    .findFirst()
                    .orElseThrow(
                        () -> ConfigurationException.of(given, "expected " + setting.example())))
        .orElse(standard);
  }

  int readNumber(Setting setting, int min, int max, int standard) {
    String expected = "expected a whole number from " + min + " to " + max;
    return readProperty(setting)
        .map(
            given -> {
              requireValid(given, given.value().matches("\\d{1,9}"), expected);
              int value = Integer.parseInt(given.value());
              requireValid(given, value >= min && value <= max, expected);
              return value;
            })
        .orElse(standard);
  }

  Optional<Duration> readDuration(Setting setting, Duration min, Duration max) {
    String range = min.isZero() ? "up to " + max : "from " + min + " to " + max;
    return readDuration(setting, value -> isBetween(value, min, max), range);
  }

  /** Reads a duration of which zero switches something off. */
  Optional<Duration> readDurationOrZero(Setting setting, Duration min, Duration max) {
    return readDuration(
        setting,
        value -> value.isZero() || isBetween(value, min, max),
        "from " + min + " to " + max + ", or 0 for never");
  }

  private Optional<Duration> readDuration(
      Setting setting, Predicate<Duration> isValid, String range) {
    String expected =
        "expected seconds or an ISO-8601 duration %s, for example %s"
            .formatted(range, setting.example());
    return readProperty(setting)
        .map(
            given -> {
              Duration value = parseDuration(given, expected);
              requireValid(given, isValid.test(value), expected);
              return value;
            });
  }

  private static boolean isBetween(Duration value, Duration min, Duration max) {
    return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
  }

  Set<String> readList(Setting setting) {
    Set<String> values = new LinkedHashSet<>();
    readProperty(setting)
        .ifPresent(
            given -> {
              for (String part : given.value().split(",", -1)) {
                requireValid(
                    given,
                    !part.isBlank(),
                    "an entry of the list is empty; expected a list such as " + setting.example());
                values.add(part.strip());
              }
            });
    return values;
  }

  private static Duration parseDuration(GivenProperty given, String expected) {
    try {
      if (SECONDS.matcher(given.value()).matches()) {
        return Duration.ofSeconds(Long.parseLong(given.value()));
      }
      return Duration.parse(given.value());
    } catch (DateTimeParseException | ArithmeticException e) {
      throw ConfigurationException.of(given, expected);
    }
  }

  private static GivenProperty requireValid(GivenProperty given, boolean valid, String expected) {
    if (!valid) {
      throw ConfigurationException.of(given, expected);
    }
    return given;
  }
}
