package org.nexusauth.faults.record;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.PropertySource;
import org.nexusauth.jdbc.JdbcManagementStoreProvider;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.ManagementSettings;
import org.nexusauth.management.apikey.KeyIssuanceSettings;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.signing.SigningKeys;
import org.nexusauth.management.signing.SigningSettings;
import org.nexusauth.management.store.KeyUseStore;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.ManagementStoreProvider.OpenedManagementStore;
import org.nexusauth.management.store.RevocationAccess;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationReader;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StoreSettings;

/**
 * A node whose records and revocations are in different engines, without the background work, which
 * its test does itself.
 *
 * @param node the node
 * @param ports what its services stand on
 * @param uses the uses of keys
 */
record SplitNode(RecordNode node, ManagementPorts ports, KeyUseStore uses)
    implements AutoCloseable {
  private static final String MANAGEMENT_STORE = "nexus.auth.management.store";

  /** Opens one that is halted at a step. */
  static SplitNode open(Map<String, String> settings, HaltPoint halt) {
    Map<String, String> withoutRecords = new HashMap<>(settings);
    withoutRecords.remove(MANAGEMENT_STORE);
    ApiKeyGate gate = RecordNode.buildGate(withoutRecords);
    OpenedManagementStore store =
        new JdbcManagementStoreProvider()
            .open(new StoreSettings(settings, Duration.ofMillis(100), false), false);
    RevocationWriter writer = halt.watch(gate.revocationWriter().orElseThrow());
    ManagementPorts ports =
        new ManagementPorts(
            halt.watch(store.records()), new GateAccess(gate, writer), null, Clock.systemUTC());
    RecordNode node = new RecordNode(gate, store.records(), createServices(settings, gate, ports));
    return new SplitNode(node, ports, store.uses());
  }

  private static ManagementServices createServices(
      Map<String, String> values, ApiKeyGate gate, ManagementPorts ports) {
    ManagementSettings settings =
        ManagementSettings.from(
            Configuration.of(PropertySource.of("test", values)), gate.settings());
    SigningKeys signingKeys =
        new SigningKeys(
            ports,
            new SigningSettings(settings.issuer(), settings.keyRefresh(), settings.secrets()));
    KeyIssuanceSettings issuance =
        new KeyIssuanceSettings(
            settings.issuer(),
            settings.claimNames(),
            settings.prefix(),
            settings.environments(),
            settings.maxLifetime(),
            signingKeys::currentKey);
    return ManagementServices.create(
        ports, issuance, text -> gate.describeGenuineKey(text).map(KeyClaims::of), signingKeys);
  }

  @Override
  public void close() {
    node.close();
  }

  /** The revocation store of a gate. */
  private record GateAccess(ApiKeyGate gate, RevocationWriter writer) implements RevocationAccess {

    @Override
    public KeyStatus statusOf(KeySubject key) {
      return gate.statusOf(key);
    }

    @Override
    public Optional<RevocationReader> reader() {
      return gate.revocationReader();
    }

    @Override
    public void catchUp() {
      gate.catchUpRevocations();
    }
  }
}
