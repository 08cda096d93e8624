package org.nexusauth.config;

import java.time.Duration;

/**
 * Where usage is kept, and for how long.
 *
 * @param store the name of the store; {@code none} where usage is not counted
 * @param flush how often a node writes what it has counted
 * @param retention how long it is kept
 */
public record UsageSettings(String store, Duration flush, UsageRetention retention) {
  /** The name of no store. */
  public static final String NONE = "none";

  private static final Duration MIN_MINUTES = Duration.ofHours(2);
  private static final Duration MIN_HOURS = Duration.ofDays(2);
  private static final Duration MIN_DAYS = Duration.ofDays(7);
  private static final Duration MAX = Duration.ofDays(3_650);

  static UsageSettings from(SettingsReader settings) {
    return new UsageSettings(
        settings.readText(Setting.USAGE_STORE).orElse(NONE),
        settings
            .readDuration(Setting.USAGE_FLUSH, Duration.ofSeconds(1), Duration.ofMinutes(1))
            .orElse(Duration.ofSeconds(1)),
        new UsageRetention(
            settings
                .readDuration(Setting.USAGE_RETENTION_MINUTES, MIN_MINUTES, Duration.ofDays(31))
                .orElse(Duration.ofHours(48)),
            settings
                .readDuration(Setting.USAGE_RETENTION_HOURS, MIN_HOURS, MAX)
                .orElse(Duration.ofDays(90)),
            settings
                .readDuration(Setting.USAGE_RETENTION_DAYS, MIN_DAYS, MAX)
                .orElse(Duration.ofDays(730)),
            settings
                .readDuration(Setting.USAGE_RETENTION_DENIALS, Duration.ofHours(1), MAX)
                .orElse(Duration.ofDays(7))));
  }

  /** Returns whether usage is counted. */
  public boolean isUsed() {
    return !store.equals(NONE);
  }
}
