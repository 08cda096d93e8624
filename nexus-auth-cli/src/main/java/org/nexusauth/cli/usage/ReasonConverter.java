package org.nexusauth.cli.usage;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.nexusauth.reason.Reason;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a reason by its code, for example {@code key_expired}. */
final class ReasonConverter implements ITypeConverter<Reason> {

  @Override
  public Reason convert(String code) {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("expected one of " + listCodes()));
  }

  private static String listCodes() {
    return Arrays.stream(Reason.values()).map(Reason::code).collect(Collectors.joining(", "));
  }
}
