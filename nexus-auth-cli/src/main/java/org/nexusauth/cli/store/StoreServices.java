package org.nexusauth.cli.store;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.ServicesOpener.OpenedServices;
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.config.ClaimNames;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.ManagementSettings;
import org.nexusauth.management.apikey.EnvironmentPresets;
import org.nexusauth.management.apikey.KeyIssuanceSettings;
import org.nexusauth.management.apikey.KeyTextReader;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.signing.SigningKeys;
import org.nexusauth.management.signing.SigningSettings;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.ManagementStoreProvider.OpenedManagementStore;
import org.nexusauth.management.usage.UsageReports;
import org.nexusauth.verify.ApiKeyVerifier;

/** The services over opened stores, without the background work of an application's node. */
final class StoreServices implements OpenedServices {

  private final OpenedManagementStore store;
  private final DirectRevocations revocations;
  private final LazyUsageReader usage;
  private final IssueSettings settings;
  private final Clock clock;
  private final ManagementServices services;

  StoreServices(OpenedStores stores, IssueSettings settings, Clock clock) {
    this.store = stores.records();
    this.revocations = stores.revocations();
    this.usage = stores.usage();
    this.settings = settings;
    this.clock = clock;
    ManagementPorts ports = new ManagementPorts(store.records(), revocations, null, clock);
    SigningKeys signingKeys = new SigningKeys(ports, signingSettings(settings.management()));
    this.services =
        ManagementServices.create(
                ports, issuance(settings, signingKeys), this::readGenuineKey, signingKeys)
            .withUsage(new UsageReports(ports, usage));
  }

  /**
   * What the services stand on.
   *
   * @param records the records
   * @param revocations the revocations
   * @param usage the usage, which is opened when it is asked
   */
  record OpenedStores(
      OpenedManagementStore records, DirectRevocations revocations, LazyUsageReader usage) {}

  /** Without an issuer there are no signing keys: commands that need them need one, too. */
  private static SigningSettings signingSettings(@Nullable ManagementSettings settings) {
    if (settings == null) {
      return new SigningSettings("", Duration.ofMinutes(5), null);
    }
    return new SigningSettings(settings.issuer(), settings.keyRefresh(), settings.secrets());
  }

  private static KeyIssuanceSettings issuance(
      IssueSettings issueSettings, SigningKeys signingKeys) {
    ManagementSettings settings = issueSettings.management();
    if (settings == null) {
      return new KeyIssuanceSettings(
          "",
          ClaimNames.STANDARD,
          "",
          EnvironmentPresets.defaults(),
          null,
          () -> {
            throw CliException.usage("no issuer given: add --issuer");
          },
          issueSettings.plans());
    }
    return new KeyIssuanceSettings(
        settings.issuer(),
        settings.claimNames(),
        settings.prefix(),
        settings.environments(),
        settings.maxLifetime(),
        signingKeys::currentKey,
        issueSettings.plans());
  }

  @Override
  public ManagementServices services() {
    return services;
  }

  @Override
  public KeyTextReader keyTexts() {
    return this::readGenuineKey;
  }

  private Optional<KeyClaims> readGenuineKey(String text) {
    String publishedKeys = null;
    if (settings.verifiesByStore()) {
      publishedKeys = services.signingKeys().publishedKeys();
    }
    try (ApiKeyVerifier verifier =
        ApiKeyVerifier.create(
            settings.verificationSettings(publishedKeys),
            clock,
            StoreServices.class.getClassLoader())) {
      return verifier.describeGenuineKey(text).map(KeyClaims::of);
    } catch (ConfigurationException e) {
      throw CliException.file(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    try (usage) {
      store.records().close();
    } finally {
      revocations.close();
    }
  }
}
