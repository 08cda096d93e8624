package org.nexusauth.config;

/**
 * A property's value and where it came from.
 *
 * @param name the property's name
 * @param value its value, as given
 * @param origin where it was given, in words for a person, for example {@code init-param of filter
 *     "api-key"}
 */
public record Property(String name, String value, String origin) {

  /** Compares name and value: the same setting may be given in two places. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Property that && name.equals(that.name) && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + value.hashCode();
  }

  /** Returns name and origin; the value may be a secret. */
  @Override
  public String toString() {
    return name + " (" + origin + ")";
  }
}
