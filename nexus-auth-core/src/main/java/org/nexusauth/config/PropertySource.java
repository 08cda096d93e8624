package org.nexusauth.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A place where properties are given: init-params, context-params, a file, code. */
public interface PropertySource {

  /** Returns a property, or empty when it is not given here. */
  Optional<GivenProperty> find(String name);

  /**
   * Returns the names that were written for this application. An unknown one that starts with
   * {@code nexus.auth.} stops the start; a source shared with others returns none.
   */
  Set<String> names();

  /** Returns a source of fixed values. */
  static PropertySource of(String origin, Map<String, String> values) {
    Map<String, String> copy = new LinkedHashMap<>(values);
    return new PropertySource() {
      @Override
      public Optional<GivenProperty> find(String name) {
        return Optional.ofNullable(copy.get(name))
            .map(value -> new GivenProperty(name, value, origin));
      }

      @Override
      public Set<String> names() {
        return Set.copyOf(copy.keySet());
      }

      @Override
      public String toString() {
        return origin;
      }
    };
  }
}
