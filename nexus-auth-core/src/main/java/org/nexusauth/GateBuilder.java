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
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.LimitSettings;
import org.nexusauth.event.AnswerEvent;
import org.nexusauth.event.AnswerListener;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.MonotonicClock;
import org.nexusauth.internal.store.OpenedStore;
import org.nexusauth.internal.store.SharedStores;
import org.nexusauth.internal.store.StoreSelector;
import org.nexusauth.internal.watch.InvalidationNotifier;
import org.nexusauth.limit.FailureLimit;
import org.nexusauth.limit.LimitPlans;
import org.nexusauth.limit.Limiter;
import org.nexusauth.limit.LocalLimiter;
import org.nexusauth.limit.lease.LeaseRules;
import org.nexusauth.limit.lease.SharedLimiter;
import org.nexusauth.revocation.NamedStore;
import org.nexusauth.revocation.RevocationFeed;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.usage.Usage;
import org.nexusauth.usage.store.UsageStore;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.KeyInvalidationListener;
import org.nexusauth.verify.VerificationBudget;

/** Builds an {@link ApiKeyGate}. Not thread-safe. */
public final class GateBuilder {
  private final Configuration configuration;
  private final GateSettings settings;
  private final Optional<String> unreadFileProblem;
  private final List<NamedStore> stores = new ArrayList<>();
  private final List<DecisionListener> listeners = new ArrayList<>();
  private final List<KeyInvalidationListener> invalidationListeners = new ArrayList<>();
  private final List<AnswerListener> answerListeners = new ArrayList<>();
  private @Nullable UsageStore usageStore;
  private Clock clock = MonotonicClock.system();
  private LongSupplier ticks = System::nanoTime;
  private ClassLoader resources =
      Objects.requireNonNullElse(
          Thread.currentThread().getContextClassLoader(), GateBuilder.class.getClassLoader());

  GateBuilder(Configuration configuration) {
    this.configuration = configuration;
    this.settings = GateSettings.from(configuration);
    this.unreadFileProblem = configuration.unreadFileProblem();
  }

  /**
   * Sets the clock for expiry, limits and revocations with a future effective time. The default is
   * the system's clock, except that it never goes back while the gate is open: a clock that is set
   * back makes no expired key valid. A clock that is set here is used as it is, and may go back; it
   * is meant for tests. Stores that a provider opens use the system's clock: a revocation that is
   * effective now by that clock is in the future for a clock that is behind it.
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

  /** Adds a revocation store that is replicated, under the simple name of its class. */
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

  /** Adds a listener for answers to genuine keys to those that {@link ServiceLoader} finds. */
  public GateBuilder answerListener(AnswerListener listener) {
    answerListeners.add(listener);
    return this;
  }

  /** Counts usage in a store, whatever {@code nexus.auth.usage.store} says; the gate closes it. */
  public GateBuilder usageStore(UsageStore store) {
    usageStore = store;
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
   * Sets the class loader of {@code classpath:} locations and services; the default is the context
   * class loader of the thread that created this builder.
   */
  public GateBuilder resources(ClassLoader loader) {
    resources = loader;
    return this;
  }

  /**
   * Reads the verification keys, opens the revocation store, attaches the {@link GateExtension}s
   * and returns the gate.
   *
   * @throws ConfigurationException when a setting is wrong, keys cannot be read or the store cannot
   *     be opened
   */
  public ApiKeyGate build() {
    ApiKeyGate gate = buildGate();
    try {
      gate.attachExtensions(new GateExtensionContext(gate, configuration, clock, resources));
      return gate;
    } catch (RuntimeException | Error e) {
      gate.close();
      throw e;
    }
  }

  private ApiKeyGate buildGate() {
    GateSettings.unknownSystemProperties().forEach(Log::unknownSystemProperty);
    unreadFileProblem.ifPresent(Log::unreadFile);
    EventNotifier<DecisionListener, DecisionEvent> notifier =
        new EventNotifier<>(
            DecisionListener::onDecision, withServices(listeners, DecisionListener.class));
    EventNotifier<AnswerListener, AnswerEvent> answers =
        new EventNotifier<>(
            AnswerListener::onAnswer, withServices(answerListeners, AnswerListener.class));
    InvalidationNotifier invalidationNotifier =
        new InvalidationNotifier(
            withServices(invalidationListeners, KeyInvalidationListener.class));
    ApiKeyVerifier verifier = ApiKeyVerifier.create(settings, clock, resources);
    LimitStep limits = null;
    Usage usage = null;
    try {
      limits = createLimits();
      usage = startUsage();
      if (usage != null) {
        answers.addListener(usage.listener());
      }
      return new ApiKeyGate(
          settings,
          verifier,
          openStore(),
          new ApiKeyGate.Wiring(
              clock, createBudget(), limits, usage, notifier, answers, invalidationNotifier));
    } catch (RuntimeException e) {
      verifier.close();
      if (limits != null) {
        limits.close();
      }
      if (usage != null) {
        usage.close();
      }
      throw e;
    }
  }

  private @Nullable Usage startUsage() {
    if (usageStore != null) {
      return Usage.start(usageStore, settings.usage(), clock);
    }
    if (!settings.usage().isUsed()) {
      return null;
    }
    return Usage.start(SharedStores.openUsageStore(settings, resources), settings.usage(), clock);
  }

  private VerificationBudget createBudget() {
    int failures = settings.failuresPerMinute();
    if (failures == 0) {
      return VerificationBudget.UNLIMITED;
    }
    return new FailureLimit(failures, ticks);
  }

  private @Nullable LimitStep createLimits() {
    LimitSettings limits = settings.limits();
    if (limits.mode() == LimitSettings.Mode.OFF) {
      return null;
    }
    LimitPlans plans = new LimitPlans(limits.standard(), limits.plans());
    return new LimitStep(createLimiter(limits, plans), plans, limits);
  }

  private Limiter createLimiter(LimitSettings limits, LimitPlans plans) {
    if (limits.store().equals(LimitSettings.LOCAL)) {
      return new LocalLimiter(plans, clock);
    }
    return SharedLimiter.start(
        plans,
        new LeaseRules(limits.exact(), limits.onUnavailable()),
        clock,
        SharedStores.openLimitStore(settings, resources),
        limits.store());
  }

  private Optional<OpenedStore> openStore() {
    return StoreSelector.selectStore(
            SharedStores.withoutTheirProperties(settings, resources), stores, resources, clock)
        .map(
            store ->
                OpenedStore.create(store, settings.revocation(), settings.claims().skew(), clock));
  }

  private <T> List<T> withServices(List<T> given, Class<T> type) {
    List<T> all = new ArrayList<>(given);
    try {
      ServiceLoader.load(type, resources).forEach(all::add);
      return all;
    } catch (ServiceConfigurationError e) {
      throw new ConfigurationException(
          "a %s in META-INF/services cannot be loaded; correct the entry or the class path: %s"
              .formatted(type.getSimpleName(), e.getMessage()));
    }
  }
}
