package org.nexusauth.revocation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a store is opened with.
 *
 * @param values the values of the provider's properties that are set, by their full names
 * @param poll how often changes are read
 * @param assumeDurable whether the operator vouches for the engine's durability where it cannot be
 *     checked
 */
public record StoreSettings(Map<String, String> values, Duration poll, boolean assumeDurable) {

  /** Copies the values. */
  public StoreSettings {
    values = Map.copyOf(values);
  }

  /** Returns a property's value, or empty when it is not set. */
  public Optional<String> find(String property) {
    return Optional.ofNullable(values.get(property));
  }

  /** Returns the names that are set; values may be secrets. */
  @Override
  public String toString() {
    return "StoreSettings" + values.keySet();
  }
}
