package org.nexusauth.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.nexusauth.path.PathRules;

/**
 * All settings of a gate; equal settings share a gate. Immutable.
 *
 * @param keys where the verification keys come from
 * @param claims what is asked of header and claims
 * @param token how a key is sent
 * @param paths which paths are excluded, and which permissions paths need
 * @param cacheSize how many verified keys are kept; 0 is none
 * @param realm the challenge's realm
 * @param protectAll true when the JAX-RS door guards every resource, annotated or not
 * @param passPreflight true when CORS preflight requests pass without a key
 * @param failuresPerMinute how many keys that nobody issued an address may send; 0 is any number
 * @param revocation which revocation store there is, and how it is asked
 * @param logDenials true when denied requests are logged at INFO, false at DEBUG
 */
public record GateSettings(
    KeySettings keys,
    ClaimSettings claims,
    TokenSettings token,
    PathRules paths,
    int cacheSize,
    String realm,
    boolean protectAll,
    boolean passPreflight,
    int failuresPerMinute,
    RevocationSettings revocation,
    boolean logDenials) {

  private static final Pattern REALM = Pattern.compile("[ !#-\\[\\]-~]{1,100}");

  /**
   * Reads and checks all settings.
   *
   * @throws ConfigurationException at the first that is wrong, or unknown
   */
  public static GateSettings from(Configuration configuration) {
    UnknownNames.refuse(configuration);
    SettingsReader settings = new SettingsReader(configuration);
    return new GateSettings(
        KeySettings.read(settings),
        ClaimSettings.read(settings),
        TokenSettings.read(settings),
        paths(settings),
        settings.number(Setting.CACHE_SIZE, 0, 10_000_000, 10_000),
        settings
            .text(
                Setting.REALM,
                REALM.asMatchPredicate(),
                "expected up to 100 printable ASCII characters without quotes and backslashes")
            .orElse("nexus"),
        settings.choice(Setting.JAXRS_PROTECT, "annotated", "all", false),
        settings.choice(Setting.CORS_PREFLIGHT, "refuse", "pass", false),
        settings.number(Setting.FAILURES_PER_MINUTE, 0, 1_000_000, 0),
        RevocationSettings.read(settings),
        settings.choice(Setting.LOG_DENIALS, "debug", "info", false));
  }

  /** Returns the names under {@code nexus.auth.} among the system properties that nobody knows. */
  public static List<String> unknownSystemProperties() {
    return UnknownNames.inSystemProperties();
  }

  private static PathRules paths(SettingsReader settings) {
    Optional<Property> exclude = settings.property(Setting.PATHS_EXCLUDE);
    Optional<Property> permissions = settings.property(Setting.PATHS_PERMISSIONS);
    exclude.ifPresent(given -> parse(given, given.value(), ""));
    permissions.ifPresent(given -> parse(given, "", given.value()));
    return PathRules.parse(
        exclude.map(Property::value).orElse(""), permissions.map(Property::value).orElse(""));
  }

  /** Tells a value that does not parse from where it was given. */
  private static void parse(Property given, String exclusions, String permissions) {
    try {
      PathRules.parse(exclusions, permissions);
    } catch (IllegalArgumentException e) {
      throw ConfigurationException.of(given, String.valueOf(e.getMessage()));
    }
  }
}
