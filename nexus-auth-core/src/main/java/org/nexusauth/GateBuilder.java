package org.nexusauth;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.event.DecisionNotifier;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.MonotonicClock;
import org.nexusauth.limit.FailureLimit;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.KeyInvalidationListener;
import org.nexusauth.verify.VerificationBudget;

/** Makes an {@link ApiKeyGate}. Not thread-safe. */
public final class GateBuilder {
  private final GateSettings settings;
  private final Optional<String> unreadFile;
  private final List<NamedStore> stores = new ArrayList<>();
  private final List<DecisionListener> listeners = new ArrayList<>();
  private final List<KeyInvalidationListener> invalidationListeners = new ArrayList<>();
  private Clock clock = MonotonicClock.system();
  private LongSupplier ticks = System::nanoTime;
  private ClassLoader resources =
      Objects.requireNonNullElse(
          Thread.currentThread().getContextClassLoader(), GateBuilder.class.getClassLoader());

  GateBuilder(Configuration configuration) {
    this.settings = GateSettings.from(configuration);
    this.unreadFile = configuration.unreadFileProblem();
  }

  /**
   * Sets the clock that expiry, limits and revocations of a coming moment are judged by. The
   * default is the system's clock, except that it never goes back while the gate is open: a clock
   * that is set back makes no expired key valid. A clock that is set here is used as it is, and may
   * go back; it is meant for tests. Stores that a provider opens go by the system's: what they tell
   * as revoked now is coming for a clock that is behind it.
   */
  public GateBuilder clock(Clock value) {
    clock = value;
    ticks = () -> TimeUnit.MILLISECONDS.toNanos(value.millis());
    return this;
  }

  Clock clock() {
    return clock;
  }

  /** Adds a revocation store under the simple name of its class. */
  public GateBuilder store(RevocationStore store) {
    return store(NamedStore.of(store));
  }

  /** Adds a revocation store that is followed, under the simple name of its class. */
  public GateBuilder store(RevocationFeed feed) {
    return store(NamedStore.of(feed));
  }

  /** Adds a revocation store under a name. */
  public GateBuilder store(NamedStore store) {
    stores.add(store);
    return this;
  }

  /** Adds a listener to those that {@link ServiceLoader} finds. */
  public GateBuilder listener(DecisionListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Adds a listener for keys that are no longer valid to those that {@link ServiceLoader} finds.
   */
  public GateBuilder invalidationListener(KeyInvalidationListener listener) {
    invalidationListeners.add(listener);
    return this;
  }

  /**
   * Sets where {@code classpath:} locations and services are looked up; the context class loader of
   * the thread that made this builder is the default.
   */
  public GateBuilder resources(ClassLoader loader) {
    resources = loader;
    return this;
  }

  /**
   * Reads the keys, chooses the store and returns the gate.
   *
   * @throws ConfigurationException when something is wrong
   */
  public ApiKeyGate build() {
    GateSettings.unknownSystemProperties().forEach(Log::unknownSystemProperty);
    unreadFile.ifPresent(Log::unreadFile);
    List<DecisionListener> all = new ArrayList<>(listeners);
    all.addAll(services(DecisionListener.class));
    List<KeyInvalidationListener> invalidations = new ArrayList<>(invalidationListeners);
    invalidations.addAll(services(KeyInvalidationListener.class));
    ApiKeyVerifier verifier = ApiKeyVerifier.create(settings, clock, resources);
    try {
      return new ApiKeyGate(
          settings,
          verifier,
          openStore(),
          new ApiKeyGate.Wiring(
              clock, budget(), new DecisionNotifier(all), new InvalidationNotifier(invalidations)));
    } catch (RuntimeException e) {
      verifier.close();
      throw e;
    }
  }

  /** Not even loaded while it is off. */
  private VerificationBudget budget() {
    int failures = settings.failuresPerMinute();
    return failures == 0 ? VerificationBudget.UNLIMITED : new FailureLimit(failures, ticks);
  }

  private Optional<OpenStore> openStore() {
    return StoreSelector.choose(settings.revocation(), stores, resources, clock)
        .map(one -> OpenStore.start(one, settings.revocation(), settings.claims().skew(), clock));
  }

  private <T> List<T> services(Class<T> type) {
    try {
      return ServiceLoader.load(type, resources).stream().map(ServiceLoader.Provider::get).toList();
    } catch (ServiceConfigurationError e) {
      throw new ConfigurationException(
          "a decision or key invalidation listener in META-INF/services cannot be loaded: "
              + e.getMessage());
    }
  }
}
