package org.nexusauth.config;

import java.util.regex.Pattern;

/**
 * A property's value and where it came from.
 *
 * @param name the property's name
 * @param value its value, as given
 * @param origin where it was given, for messages, for example {@code init-param of filter
 *     "api-key"}
 */
public record GivenProperty(String name, String value, String origin) {
  private static final Pattern SECRET =
      Pattern.compile("(?i)\"kty\"|\"keys\"|-----BEGIN |//[^/]*@|password");

  /**
   * Returns whether the value must not be shown: a password, a secret, a verification key, which
   * may be a shared secret, also where it was given as the location of the keys, and a URL with a
   * password.
   */
  public boolean isSecret() {
    return name.equals(Setting.VERIFY_KEYS.property())
        || name.endsWith(".password")
        || name.endsWith(".secret")
        || SECRET.matcher(value).find();
  }

  /** Compares name and value; the same setting may be given in two places. */
  @Override
  public boolean equals(Object other) {
    return other instanceof GivenProperty that
        && name.equals(that.name)
        && value.equals(that.value);
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
