package org.nexusauth.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.nexusauth.path.PathRules;

/**
 * All settings of a gate; equal settings share a gate. Immutable.
 *
 * @param keys where the verification keys come from
 * @param claims what is required of header and claims
 * @param token how a key is sent
 * @param paths which paths are excluded, and which permissions paths need
 * @param cacheSize how many verified keys are kept; 0 is none
 * @param realm the challenge's realm
 * @param protectAll true when the JAX-RS filter guards every resource, annotated or not
 * @param passPreflight true when CORS preflight requests pass without a key
 * @param failuresPerMinute how many invalid keys an address may send a minute; 0 is any number
 * @param revocation which revocation store there is, and how it is queried
 * @param limits which limits keys have, and how they are counted
 * @param usage where usage is kept, and for how long
 * @param logDenials true when denied requests are logged at INFO, false at DEBUG
 * @param contributed the properties that other modules define, which check them
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
    LimitSettings limits,
    UsageSettings usage,
    boolean logDenials,
    List<GivenProperty> contributed) {

  private static final Pattern REALM = Pattern.compile("[ !#-\\[\\]-~]{1,100}");

  /**
   * Reads and checks all settings.
   *
   * @throws ConfigurationException for the first that is wrong or unknown
   */
  public static GateSettings from(Configuration configuration) {
    UnknownNames.requireNone(configuration);
    SettingsReader settings = new SettingsReader(configuration);
    return new GateSettings(
        KeySettings.from(settings),
        ClaimSettings.from(settings),
        TokenSettings.from(settings),
        readPaths(settings),
        settings.readNumber(Setting.CACHE_SIZE, 0, 10_000_000, 10_000),
        settings
            .readText(
                Setting.REALM,
                REALM.asMatchPredicate(),
                "expected up to 100 printable ASCII characters without quotes and backslashes")
            .orElse("nexus"),
        settings.readChoice(Setting.JAXRS_PROTECT, "annotated", "all", false),
        settings.readChoice(Setting.CORS_PREFLIGHT, "refuse", "pass", false),
        settings.readNumber(Setting.FAILURES_PER_MINUTE, 0, 1_000_000, 0),
        RevocationSettings.from(settings),
        LimitSettings.from(settings),
        UsageSettings.from(settings),
        settings.readChoice(Setting.LOG_DENIALS, "debug", "info", false),
        ContributedProperties.read(settings));
  }

  /** Returns the unknown names under {@code nexus.auth.} among the system properties. */
  public static List<String> unknownSystemProperties() {
    return UnknownNames.inSystemProperties();
  }

  private static PathRules readPaths(SettingsReader settings) {
    Optional<GivenProperty> exclude = settings.readProperty(Setting.PATHS_EXCLUDE);
    Optional<GivenProperty> permissions = settings.readProperty(Setting.PATHS_PERMISSIONS);
    exclude.ifPresent(given -> requireParsable(given, given.value(), ""));
    permissions.ifPresent(given -> requireParsable(given, "", given.value()));
    return PathRules.parse(
        exclude.map(GivenProperty::value).orElse(""),
        permissions.map(GivenProperty::value).orElse(""));
  }

  /** Parses one of the two, so that the exception names the property that is wrong. */
  private static void requireParsable(GivenProperty given, String exclusions, String permissions) {
    try {
      PathRules.parse(exclusions, permissions);
    } catch (IllegalArgumentException e) {
      throw ConfigurationException.of(given, String.valueOf(e.getMessage()));
    }
  }
}
