package org.nexusauth.cli.option;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a constant as JSON has it, in lower case with hyphens, for example {@code owner-left}.
 *
 * @param <E> the type of the constants
 */
public final class ConstantConverter<E extends Enum<E>> implements ITypeConverter<E> {

  private final List<E> constants;

  /** Reads the constants of a type. */
  public ConstantConverter(Class<E> type) {
    this.constants = List.of(type.getEnumConstants());
  }

  @Override
  public E convert(String value) {
    return constants.stream()
        .filter(constant -> nameOf(constant).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of " + String.join(", ", names().toList())));
  }

  private Stream<String> names() {
    return constants.stream().map(ConstantConverter::nameOf);
  }

  /** Returns the name that is read as a constant. */
  public static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
