package org.nexusauth.cli.option;

import org.nexusauth.keys.SigningAlgorithm;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an algorithm's name. */
public final class AlgorithmConverter implements ITypeConverter<SigningAlgorithm> {

  @Override
  public SigningAlgorithm convert(String value) {
    try {
      return SigningAlgorithm.of(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
