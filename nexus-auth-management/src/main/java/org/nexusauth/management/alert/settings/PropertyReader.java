package org.nexusauth.management.alert.settings;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GivenProperty;

/** Reads properties, or stops the start. */
record PropertyReader(Configuration configuration) {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");

  Optional<GivenProperty> find(String name) {
    Optional<GivenProperty> found =
        configuration
            .find(name)
            .map(given -> new GivenProperty(name, given.value().strip(), given.origin()));
    if (found.isPresent() && found.get().value().isEmpty()) {
      throw ConfigurationException.of(found.get(), "is empty; remove it, or give it a value");
    }
    return found;
  }

  boolean readFlag(String name) {
    Optional<GivenProperty> given = find(name);
    if (given.isEmpty()) {
      return false;
    }
    String value = given.get().value();
    if (!value.equals("true") && !value.equals("false")) {
      throw ConfigurationException.of(given.get(), "expected true or false");
    }
    return value.equals("true");
  }

  double readNumber(String name, double otherwise) {
    return find(name).map(PropertyReader::parseNumber).orElse(otherwise);
  }

  private static double parseNumber(GivenProperty given) {
    try {
      return new BigDecimal(given.value()).doubleValue();
    } catch (NumberFormatException e) {
      throw ConfigurationException.of(given, "expected a number such as 2.5");
    }
  }

  int readWhole(String name, int otherwise) {
    return find(name).map(given -> parseWhole(given, given.value())).orElse(otherwise);
  }

  List<Integer> readWholes(String name, List<Integer> otherwise) {
    return find(name)
        .map(
            given ->
                Arrays.stream(given.value().split(",", -1))
                    .map(part -> parseWhole(given, part.strip()))
                    .toList())
        .orElse(otherwise);
  }

  private static int parseWhole(GivenProperty given, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw ConfigurationException.of(
          given, "expected whole numbers, with commas where there are several");
    }
  }

  Duration readDuration(String name, Duration otherwise) {
    return find(name).map(PropertyReader::parseDuration).orElse(otherwise);
  }

  private static Duration parseDuration(GivenProperty given) {
    try {
      if (SECONDS.matcher(given.value()).matches()) {
        return Duration.ofSeconds(Long.parseLong(given.value()));
      }
      return Duration.parse(given.value());
    } catch (DateTimeException | ArithmeticException e) {
      throw ConfigurationException.of(
          given, "expected seconds, or an ISO-8601 duration such as PT1H or P90D");
    }
  }
}
