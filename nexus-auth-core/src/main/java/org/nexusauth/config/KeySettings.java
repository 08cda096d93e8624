package org.nexusauth.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the verification keys come from.
 *
 * @param inline the keys themselves, or null
 * @param location where they are read from when they are not inline, or null
 * @param refresh how often a location is read again; zero is never
 * @param defaultKeyId the key for tokens without {@code kid}, or null
 * @param provider the JCA provider that verifies, or null for the JDK's choice
 */
public record KeySettings(
    @Nullable GivenProperty inline,
    @Nullable GivenProperty location,
    Duration refresh,
    @Nullable String defaultKeyId,
    @Nullable GivenProperty provider) {

  static KeySettings from(SettingsReader settings) {
    GivenProperty inline = settings.readProperty(Setting.VERIFY_KEYS).orElse(null);
    GivenProperty location = settings.readProperty(Setting.VERIFY_KEYS_LOCATION).orElse(null);
    if (inline == null && location == null) {
      throw new ConfigurationException(
          "%s is not set: say where the verification keys are, for example %s%s%s"
              .formatted(
                  Setting.VERIFY_KEYS_LOCATION.property(),
                  Setting.VERIFY_KEYS_LOCATION.example(),
                  settings.describeKeysLocations(),
                  settings.unreadFileProblem().map(file -> "; " + file).orElse("")));
    }
    return new KeySettings(
        inline,
        inline == null ? location : null,
        settings
            .readDurationOrZero(
                Setting.VERIFY_KEYS_REFRESH, Duration.ofSeconds(1), Duration.ofDays(1))
            .orElse(Duration.ofMinutes(5)),
        settings.readText(Setting.VERIFY_DEFAULT_KEY_ID).orElse(null),
        settings.readProperty(Setting.VERIFY_PROVIDER).orElse(null));
  }
}
