package org.nexusauth.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * MicroProfile Config in two halves: what an operator set (ordinal 200 and above) stands before the
 * application's parameters, the rest behind them.
 */
final class MicroProfileSources {
  private static final int OPERATOR = 200;

  private final Config config;

  private MicroProfileSources(Config config) {
    this.config = config;
  }

  /** Returns the configuration of the running application, or empty where there is none. */
  static Optional<MicroProfileSources> findCurrent() {
    try {
      return Optional.of(new MicroProfileSources(ConfigProvider.getConfig()));
    } catch (LinkageError | IllegalStateException e) {
      // The API is optional, and it may be there without an implementation.
      return Optional.empty();
    }
  }

  PropertySource operatorSource() {
    return new Half(ordinal -> ordinal >= OPERATOR, Set.of());
  }

  PropertySource applicationSource() {
    Map<String, String> sourceNames = new LinkedHashMap<>();
    for (ConfigSource source : config.getConfigSources()) {
      if (source.getOrdinal() < OPERATOR) {
        source.getPropertyNames().forEach(name -> sourceNames.putIfAbsent(name, source.getName()));
      }
    }
    return new Half(ordinal -> ordinal < OPERATOR, Set.copyOf(sourceNames.keySet()));
  }

  private final class Half implements PropertySource {
    private final IntPredicate ordinals;
    private final Set<String> names;

    Half(IntPredicate ordinals, Set<String> names) {
      this.ordinals = ordinals;
      this.names = names;
    }

    @Override
    public Optional<GivenProperty> find(String name) {
      ConfigValue found = readValue(name);
      if (found.getRawValue() == null || !ordinals.test(found.getSourceOrdinal())) {
        return Optional.empty();
      }
      if (found.getValue() == null) {
        // Some runtimes return no value then: a check that the operator configured would be
        // skipped.
        throw ConfigurationException.of(
            new GivenProperty(name, found.getRawValue(), found.getSourceName()),
            "an expression in ${} names a property that is not set; set it, or give a default as ${name:default}");
      }
      return Optional.of(new GivenProperty(name, found.getValue(), found.getSourceName()));
    }

    private ConfigValue readValue(String name) {
      try {
        return config.getConfigValue(name);
      } catch (IllegalArgumentException | NoSuchElementException e) {
        throw new ConfigurationException(
            name
                + " (MicroProfile Config): cannot be read; an expression in ${} may name a property that"
                + " is not set, or lack its closing brace");
      }
    }

    @Override
    public Set<String> names() {
      return names;
    }

    @Override
    public String toString() {
      return "the application's MicroProfile configuration";
    }
  }
}
