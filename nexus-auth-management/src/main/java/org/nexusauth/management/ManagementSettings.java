package org.nexusauth.management;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.ClaimNames;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.GivenProperty;
import org.nexusauth.config.Setting;
import org.nexusauth.management.alert.settings.AlertSettings;
import org.nexusauth.management.alert.settings.AlertSettingsReader;
import org.nexusauth.management.apikey.EnvironmentPresets;
import org.nexusauth.management.plan.ConfiguredPlans;
import org.nexusauth.management.signing.ManagementSecrets;

/**
 * The settings of the management of keys. Immutable.
 *
 * @param store the name of the store of records
 * @param issuer the {@code iss} of keys that are issued: {@code nexus.auth.verify.issuer}
 * @param claimNames the names of the contract's claims
 * @param prefix the text before each key; empty for none
 * @param environments what new keys of each environment get
 * @param maxLifetime the longest lifetime that is accepted; null for any
 * @param keyRefresh how often verifiers read the published keys
 * @param plans the plans of limits that the settings have
 * @param alerts from when on rules find something, and how people are notified
 * @param secrets encrypt signing keys; null for none: then none can be made here
 */
public record ManagementSettings(
    String store,
    String issuer,
    ClaimNames claimNames,
    String prefix,
    EnvironmentPresets environments,
    @Nullable Duration maxLifetime,
    Duration keyRefresh,
    ConfiguredPlans plans,
    AlertSettings alerts,
    @Nullable ManagementSecrets secrets) {
  /** The store of records where none is named. */
  public static final String DEFAULT_STORE = "jdbc";

  private static final String KEYS_FROM_STORE = "store:";
  private static final String ISSUED_TYPE = "JWT";

  /**
   * Returns whether an application manages keys: its store of records is named, its console, its
   * published keys or its leak reports have a path, or its verification keys come from the records.
   */
  public static boolean isUsed(Configuration configuration) {
    return Stream.of(
                ManagementProperties.STORE,
                ManagementProperties.CONSOLE_PATH,
                ManagementProperties.JWKS_PATH,
                ManagementProperties.LEAKS_PATH)
            .anyMatch(name -> configuration.find(name).isPresent())
        || configuration
            .find(Setting.VERIFY_KEYS_LOCATION)
            .filter(location -> location.value().strip().startsWith(KEYS_FROM_STORE))
            .isPresent();
  }

  /**
   * Reads and checks the settings.
   *
   * @param gate the settings of the gate that verifies the keys
   * @throws ConfigurationException for the first that is wrong
   */
  public static ManagementSettings from(Configuration configuration, GateSettings gate) {
    Duration maxLifetime = gate.claims().maxLifetime();
    return new ManagementSettings(
        find(configuration, ManagementProperties.STORE)
            .map(GivenProperty::value)
            .orElse(DEFAULT_STORE),
        requireIssuer(gate),
        gate.claims().names(),
        Objects.requireNonNullElse(gate.token().prefix(), ""),
        find(configuration, ManagementProperties.ENVIRONMENTS)
            .map(given -> EnvironmentsParser.parse(given, maxLifetime))
            .orElseGet(EnvironmentPresets::defaults),
        maxLifetime,
        gate.keys().refresh(),
        ConfiguredPlans.of(gate.limits()),
        AlertSettingsReader.read(configuration),
        readSecrets(configuration).orElse(null));
  }

  private static String requireIssuer(GateSettings gate) {
    String issuer = gate.claims().issuer();
    if (issuer == null) {
      throw new ConfigurationException(
          "%s is not set: keys are managed here, and it is the issuer of those that are issued; set it to the address of the API, for example %s"
              .formatted(Setting.VERIFY_ISSUER.property(), Setting.VERIFY_ISSUER.example()));
    }
    requireAccepted(gate.claims().audiences(), issuer, Setting.VERIFY_AUDIENCES);
    requireAccepted(gate.claims().types(), ISSUED_TYPE, Setting.VERIFY_TYPES);
    return issuer;
  }

  /** A key that is issued here must not be denied here. */
  private static void requireAccepted(Set<String> accepted, String issued, Setting setting) {
    if (!accepted.isEmpty() && accepted.stream().noneMatch(issued::equalsIgnoreCase)) {
      throw new ConfigurationException(
          "%s does not hold %s, so keys that are issued here would be denied; add it"
              .formatted(setting.property(), issued));
    }
  }

  /** A value that is given inline beats its location. */
  private static Optional<ManagementSecrets> readSecrets(Configuration configuration) {
    Optional<ManagementSecrets> inline =
        find(configuration, ManagementProperties.SECRET)
            .map(given -> ManagementSecrets.parse(given, given.value()));
    if (inline.isPresent()) {
      return inline;
    }
    return find(configuration, ManagementProperties.SECRET_LOCATION)
        .map(given -> ManagementSecrets.parse(given, SecretLocation.readText(given)));
  }

  private static Optional<GivenProperty> find(Configuration configuration, String name) {
    Optional<GivenProperty> found =
        configuration
            .find(name)
            .map(given -> new GivenProperty(name, given.value().strip(), given.origin()));
    if (found.isPresent() && found.get().value().isEmpty()) {
      throw ConfigurationException.of(found.get(), "is empty; remove it, or give it a value");
    }
    return found;
  }
}
