package org.nexusauth.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.store.AgentDirectory;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.ManagementStoreProvider;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.StoreSettingException;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.testkit.TestKey;

/** How the management of keys is opened with a gate, and closed with it. */
final class ManagementExtensionTest {
  @TempDir Path folder;

  /** A store of records with a property that is missing. */
  public static final class IncompleteProvider implements ManagementStoreProvider {
    /** For the service loader. */
    public IncompleteProvider() {}

    @Override
    public String name() {
      return "incomplete";
    }

    @Override
    public OpenedManagementStore open(StoreSettings settings, boolean joinsRevocations) {
      throw new StoreSettingException("nexus.auth.incomplete.url", "is not set");
    }

    @Override
    public OpenedManagementStore openExisting(StoreSettings settings, boolean joinsRevocations) {
      return open(settings, joinsRevocations);
    }
  }

  /** A store of records whose engine fails with a text that must not be shown. */
  public static final class FailingProvider implements ManagementStoreProvider {
    /** For the service loader. */
    public FailingProvider() {}

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public OpenedManagementStore open(StoreSettings settings, boolean joinsRevocations) {
      throw new IllegalStateException("password=1234");
    }

    @Override
    public OpenedManagementStore openExisting(StoreSettings settings, boolean joinsRevocations) {
      return open(settings, joinsRevocations);
    }
  }

  /** An application's own agents. */
  public static final class OwnAgents implements AgentDirectory {
    /** For the service loader. */
    public OwnAgents() {}

    @Override
    public Optional<Agent> find(String organizationId, String id) {
      return Optional.empty();
    }

    @Override
    public ResultPage<Agent> list(String organizationId, @Nullable String text, PageRequest page) {
      throw new UnsupportedOperationException();
    }
  }

  private ClassLoader register(Class<?> service, Class<?>... implementations) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(
        services.resolve(service.getName()),
        List.of(implementations).stream().map(Class::getName).toList());
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, ManagementExtensionTest.class.getClassLoader());
  }

  @Test
  void gate_withoutManagementSettings_hasNone() {
    try (ApiKeyGate gate = ManagedGates.builder("management.store", "-").build()) {
      assertThat(gate.extension(Management.class)).isEmpty();
    }
  }

  @Test
  void use_ofAKey_isInTheStoreASecondLater() {
    TestKey key = ManagedGates.KEYS.key();
    try (ApiKeyGate gate = ManagedGates.builder().build()) {
      assertThat(ManagedGates.send(gate, key.text())).isInstanceOf(Granted.class);

      await()
          .atMost(Duration.ofSeconds(2))
          .untilAsserted(
              () ->
                  assertThat(findUse(ManagedGates.managementOf(gate).store(), key))
                      .hasValueSatisfying(
                          use -> {
                            assertThat(use.network()).isEqualTo("10.1.2.0/24");
                            assertThat(use.clientVersion()).isEqualTo("shop/1.0");
                          }));
    }
  }

  @Test
  void close_ofTheGate_writesTheLastUses() {
    TestKey key = ManagedGates.KEYS.key();
    ApiKeyGate gate = ManagedGates.builder().build();
    ManagementStore store = ManagedGates.managementOf(gate).store();
    ManagedGates.send(gate, key.text());

    gate.close();

    assertThat(findUse(store, key)).isPresent();
  }

  @Test
  void gates_withOtherManagementSettings_areOtherGates() {
    try (ApiKeyGate one = ManagedGates.builder().build();
        ApiKeyGate same = ManagedGates.builder().build();
        ApiKeyGate other = ManagedGates.builder("management.environments", "staging=P1D").build()) {
      assertThat(one.settings()).isEqualTo(same.settings()).isNotEqualTo(other.settings());
    }
  }

  private static Optional<KeyUse> findUse(ManagementStore store, TestKey key) {
    KeyRef ref = new KeyRef("org_test", "int_test", key.keyId());
    return store.read(reader -> reader.findKeyUse(ref));
  }

  @Test
  void managementWithoutARevocationStore_stopsTheStart() {
    assertThatThrownBy(() -> ManagedGates.builder("revocation.store", "none").build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("set nexus.auth.revocation.store");
    assertThatThrownBy(
            () ->
                ManagedGates.builder("revocation.store", "mine")
                    .store(NamedStore.of("mine", key -> KeyStatus.active()))
                    .build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("set nexus.auth.revocation.store");
  }

  @Test
  void store_thatIsNotThere_stopsTheStartAndSaysWhatIs() throws IOException {
    ClassLoader services = register(ManagementStoreProvider.class, IncompleteProvider.class);

    assertThatThrownBy(
            () -> ManagedGates.builder("management.store", "mongo").resources(services).build())
        .hasMessageContaining("nexus.auth.management.store=mongo (test)")
        .hasMessageContaining("known here: memory, ")
        .hasMessageContaining("incomplete");
    assertThatThrownBy(() -> ManagedGates.builder("management.store", "jdbc").build())
        .hasMessageContaining("add the dependency org.nexusauth:nexus-auth-jdbc");
  }

  @Test
  void store_thatCannotBeOpened_stopsTheStartWithoutForeignText() throws IOException {
    ClassLoader services =
        register(ManagementStoreProvider.class, IncompleteProvider.class, FailingProvider.class);

    assertThatThrownBy(
            () ->
                ManagedGates.builder("management.store", "incomplete").resources(services).build())
        .hasMessage("NEXUS-1010 nexus.auth.incomplete.url: is not set");
    assertThatThrownBy(
            () -> ManagedGates.builder("management.store", "failing").resources(services).build())
        .hasMessageContaining("cannot be opened: java.lang.IllegalStateException")
        .hasMessageNotContaining("1234");
  }

  @Test
  void agents_ofTheApplication_areFoundOnce() throws IOException {
    ClassLoader two = register(AgentDirectory.class, OwnAgents.class, OwnAgents.class);
    try (ApiKeyGate gate = ManagedGates.builder().resources(two).build()) {
      assertThat(gate.extension(Management.class)).isPresent();
    }
  }

  @Test
  void validateConfiguration_checksTheSettingsAndOpensNothing() {
    assertThatThrownBy(
            () ->
                ApiKeyGate.validateConfiguration(
                    ManagedGates.configuration("management.secret", "short"),
                    getClass().getClassLoader()))
        .hasMessageContaining("nexus.auth.management.secret");
    ApiKeyGate.validateConfiguration(
        ManagedGates.configuration("management.store", "jdbc"), getClass().getClassLoader());
  }
}
