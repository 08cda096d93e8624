package org.nexusauth.cli.usage;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.nexusauth.management.usage.UsagePeriod;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a period by its code, for example {@code 24h}. */
final class PeriodConverter implements ITypeConverter<UsagePeriod> {

  @Override
  public UsagePeriod convert(String code) {
    return UsagePeriod.find(code)
        .orElseThrow(() -> new TypeConversionException("expected one of " + listCodes()));
  }

  private static String listCodes() {
    return Arrays.stream(UsagePeriod.values())
        .map(UsagePeriod::code)
        .collect(Collectors.joining(", "));
  }
}
