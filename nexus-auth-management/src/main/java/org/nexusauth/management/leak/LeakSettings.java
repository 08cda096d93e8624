package org.nexusauth.management.leak;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.jwk.UnusableKeyException;
import org.nexusauth.jwk.internal.source.KeyLocation;

/**
 * What is done for reports of leaked keys.
 *
 * @param revoke whether a leaked key is revoked; else it is alerted about and marked alone
 * @param gitHubKeys the keys that GitHub signs its reports with
 */
public record LeakSettings(boolean revoke, GitHubKeys gitHubKeys) {
  /** Whether a leaked key is revoked. */
  public static final String ACTION = "nexus.auth.leaks.action";

  /** GitHub's keys, the answer of its meta endpoint. */
  public static final String GITHUB_KEYS = "nexus.auth.leaks.github.keys";

  /** Where that answer is. */
  public static final String GITHUB_KEYS_LOCATION = "nexus.auth.leaks.github.keys.location";

  private static final Pattern DOCUMENT = Pattern.compile("[{\\[]|-----BEGIN ");

  /**
   * Reads the settings, and GitHub's keys where there are any.
   *
   * @param resources where {@code classpath:} locations are looked up
   * @throws ConfigurationException when a setting is wrong or the keys cannot be read
   */
  public static LeakSettings from(Configuration configuration, ClassLoader resources) {
    return new LeakSettings(
        configuration.find(ACTION).map(LeakSettings::isRevoke).orElse(true),
        readGitHubKeys(configuration, resources));
  }

  private static boolean isRevoke(GivenProperty action) {
    String value = action.value().strip();
    if (!value.equals("revoke") && !value.equals("alert")) {
      throw ConfigurationException.of(action, "expected revoke or alert");
    }
    return value.equals("revoke");
  }

  private static GitHubKeys readGitHubKeys(Configuration configuration, ClassLoader resources) {
    Optional<GivenProperty> inline = configuration.find(GITHUB_KEYS);
    if (inline.isPresent()) {
      try {
        return GitHubKeys.fixed(inline.get().value());
      } catch (UnusableKeyException e) {
        throw ConfigurationException.of(inline.get(), String.valueOf(e.getMessage()));
      }
    }
    return configuration
        .find(GITHUB_KEYS_LOCATION)
        .map(location -> readLocation(location, resources))
        .orElse(GitHubKeys.NONE);
  }

  private static GitHubKeys readLocation(GivenProperty location, ClassLoader resources) {
    String value = location.value().strip();
    try {
      if (DOCUMENT.matcher(value).find()) {
        throw new UnusableKeyException(
            "holds keys, not the place of keys: give them as " + GITHUB_KEYS);
      }
      KeyLocation place = KeyLocation.of(value, resources);
      if (place.canChange()) {
        return GitHubKeys.reloaded(place::read, System::nanoTime);
      }
      return GitHubKeys.fixed(place.read());
    } catch (UnusableKeyException | IOException e) {
      throw ConfigurationException.of(location, String.valueOf(e.getMessage()));
    }
  }
}
