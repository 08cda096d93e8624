package org.nexusauth.management;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.PropertyContributor;
import org.nexusauth.management.alert.settings.AlertProperties;
import org.nexusauth.management.leak.LeakSettings;

/** The properties of this module. Found by the service loader. */
public final class ManagementProperties implements PropertyContributor {
  /** The name of the store of records. */
  public static final String STORE = "nexus.auth.management.store";

  /** The secrets that encrypt signing keys. */
  public static final String SECRET = "nexus.auth.management.secret";

  /** Where the secrets are read from. */
  public static final String SECRET_LOCATION = "nexus.auth.management.secret.location";

  /** What new keys of each environment get. */
  public static final String ENVIRONMENTS = "nexus.auth.management.environments";

  /** The path of the console, which the console's module defines. */
  static final String CONSOLE_PATH = "nexus.auth.console.path";

  /** The path of the published verification keys, which the console's module defines. */
  static final String JWKS_PATH = "nexus.auth.jwks.path";

  /** The path of reports of leaked keys, which the console's module defines. */
  static final String LEAKS_PATH = "nexus.auth.leaks.path";

  /** For the service loader. */
  public ManagementProperties() {}

  @Override
  public Set<String> properties() {
    return Stream.concat(
            Stream.of(
                STORE,
                SECRET,
                SECRET_LOCATION,
                ENVIRONMENTS,
                LeakSettings.ACTION,
                LeakSettings.GITHUB_KEYS,
                LeakSettings.GITHUB_KEYS_LOCATION),
            AlertProperties.all().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Optional<String> describeKeysLocation(Configuration configuration) {
    return Optional.of("store: for the signing keys of the records")
        .filter(choice -> ManagementSettings.isUsed(configuration));
  }
}
