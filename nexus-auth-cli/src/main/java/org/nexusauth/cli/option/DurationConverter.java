package org.nexusauth.cli.option;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration in ISO-8601 form or in whole seconds, as the properties are. */
public final class DurationConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String value) {
    try {
      if (value.matches("[+-]?[0-9]+")) {
        return Duration.ofSeconds(Long.parseLong(value));
      }
      return Duration.parse(value);
    } catch (NumberFormatException | DateTimeParseException e) {
      throw new TypeConversionException(
          "expected seconds or an ISO-8601 duration, for example 3600, PT12H or P30D");
    }
  }
}
