package org.nexusauth.config;

import org.nexusauth.internal.LogSanitizer;

/**
 * A setting is wrong, or settings contradict each other: the application does not start.
 *
 * <p>The message is {@code NEXUS-1010}, the property with its value, the origin of the value in
 * parentheses, what is wrong and what is right. It contains no secret.
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception of settings that no single property stands for. */
  public ConfigurationException(String message) {
    super("NEXUS-1010 " + message);
  }

  /**
   * Returns an exception for a property. Its value is in the message unless it is a secret.
   *
   * @param problem what is wrong and what is right, after a colon
   */
  public static ConfigurationException of(GivenProperty property, String problem) {
    String shown = property.isSecret() ? "" : "=" + LogSanitizer.sanitize(property.value());
    return new ConfigurationException(
        property.name() + shown + " (" + property.origin() + "): " + LogSanitizer.escape(problem));
  }
}
