package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.MemoryRevocationStore;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.RevocationStoreProvider;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoreSettings;
import org.nexusauth.revocation.Subject;

/** Which store a gate queries: by name, the only one, or none; and what stops the start. */
class StoreSelectorTest {
  @TempDir Path folder;

  /** A store and a listener as an application registers them in {@code META-INF/services}. */
  public static final class FoundStore implements RevocationStore {
    @Override
    public KeyStatus statusOf(KeySubject key) {
      return KeyStatus.revoked("found by its service file");
    }
  }

  public static final class OtherStore implements RevocationStore {
    @Override
    public KeyStatus statusOf(KeySubject key) {
      return KeyStatus.active();
    }
  }

  public static final class BrokenStore implements RevocationStore {
    public BrokenStore() {
      throw new IllegalStateException("no database");
    }

    @Override
    public KeyStatus statusOf(KeySubject key) {
      return KeyStatus.active();
    }
  }

  public static final class FoundListener implements DecisionListener {
    static final List<DecisionEvent> EVENTS = new ArrayList<>();

    @Override
    public void onDecision(DecisionEvent event) {
      EVENTS.add(event);
    }
  }

  @BeforeEach
  void start() {
    LogRecorder.forget();
    FoundListener.EVENTS.clear();
  }

  private ClassLoader withServices(Class<?> service, String... names) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(services.resolve(service.getName()), List.of(names));
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, StoreSelectorTest.class.getClassLoader());
  }

  private ClassLoader withStores(Class<?>... stores) throws IOException {
    return withServices(
        RevocationStore.class, Arrays.stream(stores).map(Class::getName).toArray(String[]::new));
  }

  private static String startLine(ApiKeyGate gate) {
    LogRecorder.forget();
    gate.logStart("/api/*");
    return LogRecorder.messages("NEXUS-1001").get(0);
  }

  @Test
  void storeNone_isTheStandardAndNamedInTheStartLine() {
    assertThat(startLine(Gates.builder().build()))
        .contains(
            "NEXUS-1001 api-key guards /api/* \u00b7 any issuer \u00b7 any audience \u00b7 1 key (HS256 \"hs256\")"
                + " \u00b7 skew 60 s \u00b7 revocation none: keys cannot be revoked before they expire");
  }

  @Test
  void startLine_namesWhatIsSet() {
    ApiKeyGate gate =
        Gates.builder(
                "verify.issuer",
                "https://i\n",
                "verify.clock.skew",
                "PT2M",
                "verify.expiry.required",
                "false",
                "token.header",
                "X-Key")
            .store(NamedStore.of("ours", key -> KeyStatus.active()))
            .build();

    assertThat(startLine(gate))
        .contains(
            "X-Key guards /api/* \u00b7 issuer https://i \u00b7 any audience \u00b7 1 key (HS256 \"hs256\")"
                + " \u00b7 skew 120 s \u00b7 revocation ours \u00b7 keys without expiry are accepted");
  }

  @Test
  void store_thatIsTheOnlyOne_isAsked() throws IOException {
    ApiKeyGate found = Gates.builder().resources(withStores(FoundStore.class)).build();

    assertThat(Gates.denied(found, Gates.KEY).detail()).isEqualTo("found by its service file");
    assertThat(startLine(found)).contains("revocation FoundStore");
    assertThat(startLine(Gates.builder().store(new OtherStore()).build()))
        .contains("revocation OtherStore");
  }

  @Test
  void store_ofAClassWithoutASimpleName_hasAName() {
    RevocationStore anonymous =
        new RevocationStore() {
          @Override
          public KeyStatus statusOf(KeySubject key) {
            return KeyStatus.active();
          }
        };

    assertThat(startLine(Gates.builder().store(anonymous).build()))
        .contains("revocation StoreSelectorTest$");
  }

  @Test
  void store_byItsName_isQueriedAmongSeveral() throws IOException {
    ClassLoader services = withStores(FoundStore.class, OtherStore.class);

    ApiKeyGate found = Gates.builder("revocation.store", "FoundStore").resources(services).build();
    ApiKeyGate given =
        Gates.builder("revocation.store", "mine")
            .resources(services)
            .store(NamedStore.of("mine", key -> KeyStatus.active()))
            .build();

    assertThat(Gates.denied(found, Gates.KEY).reason()).isEqualTo(Reason.KEY_REVOKED);
    assertThat(Gates.decide(given, Gates.KEY)).isInstanceOf(Granted.class);
  }

  @Test
  void storeNone_byName_leavesOutTheOneThatIsThere() throws IOException {
    ApiKeyGate gate =
        Gates.builder("revocation.store", "none").resources(withStores(FoundStore.class)).build();

    assertThat(Gates.decide(gate, Gates.KEY)).isInstanceOf(Granted.class);
    assertThat(gate.revocationWriter()).isEmpty();
  }

  @Test
  void stores_withoutAChoice_stopTheStart() throws IOException {
    ClassLoader services = withStores(FoundStore.class);

    assertThatThrownBy(() -> Gates.builder().store(new OtherStore()).resources(services).build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "NEXUS-1010 there are several revocation stores (OtherStore, FoundStore): set"
                + " nexus.auth.revocation.store to the name of one");
  }

  @Test
  void store_thatIsUnknown_stopsTheStart() {
    assertThatThrownBy(() -> Gates.builder("revocation.store", "sql").build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "NEXUS-1010 nexus.auth.revocation.store=sql (code): there is no such revocation store;"
                + " known here: none, memory");
    assertThatThrownBy(
            () -> Gates.builder("revocation.store", "Memory").store(new OtherStore()).build())
        .hasMessageEndingWith("known here: none, memory, OtherStore");
  }

  @Test
  void store_ofAModuleThatIsNotThere_namesItsDependency() {
    assertThatThrownBy(() -> Gates.builder("revocation.store", "jdbc").build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "NEXUS-1010 nexus.auth.revocation.store=jdbc (code): this store is in another module: add"
                + " the dependency org.nexusauth:nexus-auth-jdbc, and the driver, com.h2database:h2"
                + " or org.postgresql:postgresql");
    assertThatThrownBy(() -> Gates.builder("revocation.store", "redis").build())
        .hasMessageEndingWith("add the dependency org.nexusauth:nexus-auth-redis");
  }

  @Test
  void stores_ofOneName_stopTheStart() {
    assertThatThrownBy(
            () ->
                Gates.builder("revocation.store", "OtherStore")
                    .store(new OtherStore())
                    .store(new OtherStore())
                    .build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith(
            "there are several revocation stores of this name; rename all but one");
  }

  @Test
  void store_thatCannotBeLoaded_stopsTheStart() throws IOException {
    ClassLoader broken = withStores(BrokenStore.class);
    assertThatThrownBy(() -> Gates.builder().resources(broken).build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a revocation store in META-INF/services cannot be loaded")
        .hasMessageContaining("BrokenStore");

    ClassLoader missing = withServices(RevocationStore.class, "org.example.NoSuchStore");
    assertThatThrownBy(() -> Gates.builder().resources(missing).build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("NoSuchStore");
  }

  /** A provider whose store does what its property says. */
  public static final class Providing implements RevocationStoreProvider {
    @Override
    public String name() {
      return "providing";
    }

    @Override
    public Set<String> properties() {
      return Set.of("nexus.auth.providing.what");
    }

    @Override
    public RevocationFeed open(StoreSettings settings) {
      return switch (settings.find("nexus.auth.providing.what").orElse("")) {
        case "unavailable" -> throw new StatusUnavailableException("it is away");
        case "broken" -> throw new IllegalStateException("a secret");
        case "without its driver" -> throw new NoClassDefFoundError("a secret");
        default -> null;
      };
    }
  }

  @ParameterizedTest
  @CsvSource({
    "unavailable, it is away",
    "broken, java.lang.IllegalStateException",
    "without its driver, java.lang.NoClassDefFoundError",
    "nothing, its provider returned null"
  })
  void store_thatCannotBeOpened_stopsTheStart(String what, String problem) throws IOException {
    assertThatThrownBy(() -> withProvider("revocation.store", "providing", "providing.what", what))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "NEXUS-1010 nexus.auth.revocation.store=providing (code): the store cannot be opened: "
                + problem)
        .hasMessageNotContaining("secret");
  }

  /** Names of properties are looked for in the thread's own class loader. */
  private ApiKeyGate withProvider(String... namesAndValues) throws IOException {
    ClassLoader services = withServices(RevocationStoreProvider.class, Providing.class.getName());
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(services);
    try {
      return Gates.builder(namesAndValues).resources(services).build();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Test
  void store_whosePropertyIsSetAndThatIsNotChosen_stopsTheStart() throws IOException {
    assertThatThrownBy(() -> withProvider("providing.what", "good"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nexus.auth.providing.what")
        .hasMessageContaining("nexus.auth.revocation.store");
    assertThat(startLine(withProvider("providing.what", "good", "revocation.store", "none")))
        .contains("revocation none");
  }

  @Test
  void store_inMemory_isWrittenToByTheGate() {
    ApiKeyGate gate = Gates.builder("revocation.store", "memory").build();
    assertThat(Gates.decide(gate, Gates.KEY)).isInstanceOf(Granted.class);
    RevocationWriter writer = gate.revocationWriter().orElseThrow();

    writer.revoke(
        new Revocation(
            Subject.key(null, "org_1", "int_1", "key-1"), TestClock.NOW, null, null, "leaked"));

    assertThat(Gates.denied(gate, Gates.KEY).reason()).isEqualTo(Reason.KEY_REVOKED);
    assertThat(startLine(gate)).contains("revocation memory");
  }

  @Test
  void store_inMemoryThatIsHandedOver_isTheOne() {
    MemoryRevocationStore mine = new MemoryRevocationStore(new TestClock());
    ApiKeyGate gate = Gates.builder("revocation.store", "memory").store(mine).build();
    mine.setEnabled(Subject.integration("int_1"), false, "unpaid");

    assertThat(Gates.denied(gate, Gates.KEY).reason()).isEqualTo(Reason.INTEGRATION_DISABLED);
    assertThat(gate.revocationWriter()).containsSame(mine);
    assertThatThrownBy(
            () ->
                Gates.builder("revocation.store", "memory")
                    .store(mine)
                    .store(new MemoryRevocationStore(new TestClock()))
                    .build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("there are several stores in memory; leave one");
  }

  @Test
  void store_thatOnlyAnswers_isWrittenToElsewhere() {
    assertThat(Gates.builder().store(new OtherStore()).build().revocationWriter()).isEmpty();
  }

  @Test
  void listener_isFoundByItsServiceFile() throws IOException {
    ClassLoader services = withServices(DecisionListener.class, FoundListener.class.getName());
    Gates.decide(Gates.builder().resources(services).build(), Gates.KEY);

    assertThat(FoundListener.EVENTS).hasSize(1);
  }

  @Test
  void listener_thatCannotBeLoaded_stopsTheStart() throws IOException {
    ClassLoader services = withServices(DecisionListener.class, "org.example.NoListener");

    assertThatThrownBy(() -> Gates.builder().resources(services).build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a DecisionListener in META-INF/services cannot be loaded")
        .hasMessageContaining("NoListener");
  }
}
