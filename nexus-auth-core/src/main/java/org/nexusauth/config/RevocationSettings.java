package org.nexusauth.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which revocation store there is, and how it is asked.
 *
 * @param store the name of the store, or null when it is not set
 * @param maxStaleness how old the last answers of a store that is followed may be
 * @param failOpen true lets keys pass whose status is not known
 * @param timeout how long a store that is asked may take
 * @param cache how long a good status is kept without asking again; zero is never
 * @param poll how often a store that is followed is asked for changes
 * @param assumeDurable true when the operator vouches for the engine's durability
 * @param storeProperties the properties that stores define themselves
 */
public record RevocationSettings(
    @Nullable Property store,
    Duration maxStaleness,
    boolean failOpen,
    Duration timeout,
    Duration cache,
    Duration poll,
    boolean assumeDurable,
    List<Property> storeProperties) {

  /** So many polls may fail or be late before good keys are refused. */
  private static final int POLLS = 3;

  static RevocationSettings read(SettingsReader settings) {
    RevocationSettings read = values(settings);
    if (read.maxStaleness.compareTo(read.poll.multipliedBy(POLLS)) < 0) {
      settings
          .property(Setting.REVOCATION_MAX_STALENESS)
          .ifPresent(
              given -> {
                throw ConfigurationException.of(
                    given,
                    "is less than %s times %s=%s, so keys would be refused while the store is well"
                        .formatted(POLLS, Setting.REVOCATION_POLL.property(), read.poll));
              });
    }
    return read;
  }

  private static RevocationSettings values(SettingsReader settings) {
    return new RevocationSettings(
        settings.property(Setting.REVOCATION_STORE).orElse(null),
        settings
            .duration(Setting.REVOCATION_MAX_STALENESS, Duration.ofSeconds(1), Duration.ofHours(1))
            .orElse(Duration.ofSeconds(30)),
        settings.choice(Setting.REVOCATION_ON_UNAVAILABLE, "refuse", "allow", false),
        settings
            .duration(Setting.REVOCATION_TIMEOUT, Duration.ofMillis(1), Duration.ofSeconds(30))
            .orElse(Duration.ofMillis(200)),
        settings
            .duration(Setting.REVOCATION_CACHE, Duration.ZERO, Duration.ofMinutes(10))
            .orElse(Duration.ZERO),
        settings
            .duration(Setting.REVOCATION_POLL, Duration.ofMillis(10), Duration.ofSeconds(10))
            .orElse(Duration.ofMillis(100)),
        settings.choice(Setting.REVOCATION_ASSUME_DURABLE, "false", "true", false),
        storeProperties(settings));
  }

  private static List<Property> storeProperties(SettingsReader settings) {
    return StoreProperties.loadNames().stream()
        .sorted()
        .flatMap(name -> settings.property(name).stream())
        .toList();
  }
}
