package org.nexusauth.config;

import java.util.Optional;
import java.util.Set;

/** The system properties of this process; unknown names only cause a warning. */
final class SystemProperties implements PropertySource {

  @Override
  public Optional<GivenProperty> find(String name) {
    return Optional.ofNullable(System.getProperty(name))
        .map(value -> new GivenProperty(name, value, "system property"));
  }

  @Override
  public Set<String> names() {
    return Set.of();
  }
}
