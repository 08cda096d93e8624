package org.nexusauth.management.apikey;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.Environment;

/**
 * What new keys of each environment get, unless their order says otherwise.
 *
 * @param presets a preset for each environment
 */
public record EnvironmentPresets(Map<Environment, Preset> presets) {
  private static final Map<Environment, Preset> DEFAULT_PRESETS =
      Map.of(
          Environment.DEVELOPMENT, new Preset(Duration.ofDays(30), null),
          Environment.STAGING, new Preset(Duration.ofDays(90), null),
          Environment.PRODUCTION, new Preset(Duration.ofDays(365), null));

  /**
   * A preset.
   *
   * @param lifetime how long a key is valid
   * @param plan its plan; null for none
   */
  public record Preset(Duration lifetime, @Nullable String plan) {}

  /**
   * Copies the presets; an environment that is missing gets its default.
   *
   * @throws IllegalArgumentException if a lifetime is shorter than a second
   */
  public EnvironmentPresets {
    Map<Environment, Preset> complete = new EnumMap<>(DEFAULT_PRESETS);
    complete.putAll(presets);
    if (complete.values().stream().anyMatch(preset -> preset.lifetime().toSeconds() < 1)) {
      throw new IllegalArgumentException("a key's lifetime must be at least one second");
    }
    presets = Map.copyOf(complete);
  }

  /** Returns the presets of a configuration that has none. */
  public static EnvironmentPresets defaults() {
    return new EnvironmentPresets(Map.of());
  }

  /** Returns the preset of an environment. */
  public Preset presetOf(Environment environment) {
    return Objects.requireNonNull(presets.get(environment)); // Each environment has one.
  }

  /** Returns the longest lifetime of all presets. */
  public Duration longestLifetime() {
    return presets.values().stream().map(Preset::lifetime).max(Duration::compareTo).orElseThrow();
  }
}
