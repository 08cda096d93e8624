package org.nexusauth.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which revocation store there is, and how it is queried.
 *
 * @param store the name of the store, or null when it is not set
 * @param maxStaleness how old the replica of a replicated store may be
 * @param failOpen true lets keys pass whose status is not known
 * @param timeout how long a query of a remote store may take
 * @param cache how long the status of a valid key is cached; zero is never
 * @param poll how often a replicated store is polled for changes
 * @param assumeDurable true when the operator guarantees the engine's durability
 * @param storeProperties the properties that stores define themselves
 */
public record RevocationSettings(
    @Nullable GivenProperty store,
    Duration maxStaleness,
    boolean failOpen,
    Duration timeout,
    Duration cache,
    Duration poll,
    boolean assumeDurable,
    List<GivenProperty> storeProperties) {

  /** How many polls may fail or be late before valid keys are denied. */
  private static final int TOLERATED_POLLS = 3;

  /** Returns these settings with other properties of stores. */
  public RevocationSettings withStoreProperties(List<GivenProperty> properties) {
    return new RevocationSettings(
        store, maxStaleness, failOpen, timeout, cache, poll, assumeDurable, properties);
  }

  static RevocationSettings from(SettingsReader settings) {
    RevocationSettings read = readValues(settings);
    Duration min = read.poll.multipliedBy(TOLERATED_POLLS);
    if (read.maxStaleness.compareTo(min) < 0) {
      settings
          .readProperty(Setting.REVOCATION_MAX_STALENESS)
          .ifPresent(
              given -> {
                throw ConfigurationException.of(
                    given,
                    "is less than %s times %s=%s, so keys would be denied while the store is available; expected at least %s"
                        .formatted(
                            TOLERATED_POLLS, Setting.REVOCATION_POLL.property(), read.poll, min));
              });
    }
    return read;
  }

  private static RevocationSettings readValues(SettingsReader settings) {
    return new RevocationSettings(
        settings.readProperty(Setting.REVOCATION_STORE).orElse(null),
        settings
            .readDuration(
                Setting.REVOCATION_MAX_STALENESS, Duration.ofSeconds(1), Duration.ofHours(1))
            .orElse(Duration.ofSeconds(30)),
        settings.readChoice(Setting.REVOCATION_ON_UNAVAILABLE, "refuse", "allow", false),
        settings
            .readDuration(Setting.REVOCATION_TIMEOUT, Duration.ofMillis(1), Duration.ofSeconds(30))
            .orElse(Duration.ofMillis(200)),
        settings
            .readDuration(Setting.REVOCATION_CACHE, Duration.ZERO, Duration.ofMinutes(10))
            .orElse(Duration.ZERO),
        settings
            .readDuration(Setting.REVOCATION_POLL, Duration.ofMillis(10), Duration.ofSeconds(10))
            .orElse(Duration.ofMillis(100)),
        settings.readChoice(Setting.REVOCATION_ASSUME_DURABLE, "false", "true", false),
        readStoreProperties(settings));
  }

  private static List<GivenProperty> readStoreProperties(SettingsReader settings) {
    return StoreProperties.loadNames().stream()
        .sorted()
        .flatMap(name -> settings.readProperty(name).stream())
        .toList();
  }
}
