package org.nexusauth.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The environment, with names as in MicroProfile Config: other characters become {@code _}, then
 * upper case. Unknown names are ignored: Kubernetes defines variables for its services.
 */
final class EnvironmentVariables implements PropertySource {

  @Override
  public Optional<GivenProperty> find(String name) {
    String underscored = name.replaceAll("[^A-Za-z0-9]", "_");
    for (String key : List.of(name, underscored, underscored.toUpperCase(Locale.ROOT))) {
      String value = System.getenv(key);
      if (value != null) {
        return Optional.of(new GivenProperty(name, value, "environment variable " + key));
      }
    }
    return Optional.empty();
  }

  @Override
  public Set<String> names() {
    return Set.of();
  }
}
