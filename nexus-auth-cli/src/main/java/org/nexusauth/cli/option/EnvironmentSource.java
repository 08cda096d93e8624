package org.nexusauth.cli.option;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.config.PropertySource;

/**
 * The properties of the environment, named as applications name them: {@code
 * NEXUS_AUTH_VERIFY_ISSUER}.
 *
 * @param variables the environment's variables
 */
public record EnvironmentSource(Map<String, String> variables) implements PropertySource {

  @Override
  public Optional<GivenProperty> find(String name) {
    String variable = name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    return Optional.ofNullable(variables.get(variable))
        .filter(value -> !value.isEmpty())
        .map(value -> new GivenProperty(name, value, "environment variable " + variable));
  }

  /** Unknown variables are other programs'. */
  @Override
  public Set<String> names() {
    return Set.of();
  }

  /** Shows none of the values, among which are secrets. */
  @Override
  public String toString() {
    return "environment";
  }
}
