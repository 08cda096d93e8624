package org.nexusauth.config;

import org.nexusauth.internal.LogSanitizer;

/**
 * A setting is wrong, or settings do not go together: the start stops.
 *
 * <p>The message names the property, where its value came from and what would be right. It holds no
 * secret.
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong with a setting and what would be right. */
  public ConfigurationException(String message) {
    super("NEXUS-1010 " + message);
  }

  /** Says what is wrong with a property's value, which is shown unless it is a secret. */
  public static ConfigurationException of(Property property, String problem) {
    String shown = property.isSecret() ? "" : "=" + LogSanitizer.sanitize(property.value());
    return new ConfigurationException(
        property.name() + shown + " (" + property.origin() + "): " + LogSanitizer.escape(problem));
  }
}
