package org.nexusauth;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.PropertySource;
import org.nexusauth.decision.Answer;
import org.nexusauth.decision.AnswerRenderer;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.KeyHeaders;
import org.nexusauth.decision.Requirement;
import org.nexusauth.decision.Sunset;
import org.nexusauth.event.AnswerEvent;
import org.nexusauth.event.AnswerEvent.Answered;
import org.nexusauth.event.AnswerListener;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.explain.Explanation;
import org.nexusauth.explain.KeyExplainer;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.RecordClassLoaderLeak;
import org.nexusauth.internal.store.OpenedStore;
import org.nexusauth.internal.store.StatusCheck;
import org.nexusauth.internal.watch.ApiKeyWatcher;
import org.nexusauth.internal.watch.InvalidationNotifier;
import org.nexusauth.internal.watch.WatchSettings;
import org.nexusauth.limit.LimitPlans;
import org.nexusauth.limit.Limits;
import org.nexusauth.metric.GateMetrics;
import org.nexusauth.metric.HealthState;
import org.nexusauth.revocation.FeedHealth;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationReader;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.usage.Usage;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.GenuineKey;
import org.nexusauth.verify.VerificationBudget;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Decides whether a request may pass. A filter translates a request into a {@link GateRequest} and
 * a {@link Decision} into an answer; every rule is here, once for all filters.
 *
 * <p>Thread-safe. Nothing that a client sends makes it throw.
 */
public final class ApiKeyGate implements AutoCloseable {
  private final GateSettings settings;
  private final ApiKeyVerifier verifier;
  private final Optional<OpenedStore> store;
  private final RequestAuthenticator authenticator;
  private final StatusExplainer statusExplainer;
  private final EventNotifier<DecisionListener, DecisionEvent> notifier;
  private final EventNotifier<AnswerListener, AnswerEvent> answers;
  private final AnswerRenderer renderer;
  private final Clock clock;
  private final Level denialLevel;
  private final StartSummary summary;
  private final ApiKeyWatcher watcher;
  private final @Nullable LimitStep limits;
  private final @Nullable Usage usage;
  private final GateMetrics metrics;
  private final AttachedExtensions extensions = new AttachedExtensions();

  ApiKeyGate(
      GateSettings settings, ApiKeyVerifier verifier, Optional<OpenedStore> store, Wiring wiring) {
    this.settings = settings;
    this.verifier = verifier;
    this.store = store;
    StatusCheck status = store.map(StatusCheck::new).orElse(null);
    this.limits = wiring.limits();
    this.usage = wiring.usage();
    this.authenticator =
        new RequestAuthenticator(
            verifier, status, limits, wiring.budget(), settings.failuresPerMinute());
    this.statusExplainer = new StatusExplainer(status, new PlanExplainer(limits));
    this.notifier = wiring.notifier();
    this.answers = wiring.answers();
    this.clock = wiring.clock();
    this.denialLevel = settings.logDenials() ? Level.INFO : Level.DEBUG;
    this.renderer = new AnswerRenderer(settings.realm(), settings.token());
    this.summary =
        new StartSummary(settings, verifier.describeKeys(), store.map(OpenedStore::name));
    this.watcher =
        new ApiKeyWatcher(
            status, WatchSettings.of(settings.revocation(), store), wiring.invalidations());
    this.metrics =
        new GateMetrics(new MonitoredParts(wiring, store, settings.revocation().failOpen()));
    verifier.revalidateBy(watcher);
  }

  /** The parts of a gate that its settings do not determine. */
  record Wiring(
      Clock clock,
      VerificationBudget budget,
      @Nullable LimitStep limits,
      @Nullable Usage usage,
      EventNotifier<DecisionListener, DecisionEvent> notifier,
      EventNotifier<AnswerListener, AnswerEvent> answers,
      InvalidationNotifier invalidations) {}

  /** Returns a builder of a gate with the settings of a configuration. */
  public static GateBuilder builder(Configuration configuration) {
    return new GateBuilder(configuration);
  }

  /** Returns a builder of a gate whose settings are given in code, by their property names. */
  public static GateBuilder builder(Map<String, String> properties) {
    return builder(Configuration.of(PropertySource.of("code", properties)));
  }

  /**
   * Checks all settings and reads the keys, as {@link GateBuilder#build} does, but opens no gate:
   * for containers where a wrong setting must stop the start before there are beans.
   *
   * @param resources where {@code classpath:} locations are looked up
   * @throws org.nexusauth.config.ConfigurationException when something is wrong
   */
  public static void validateConfiguration(Configuration configuration, ClassLoader resources) {
    ApiKeyVerifier.create(GateSettings.from(configuration), Clock.systemUTC(), resources).close();
    AttachedExtensions.validateAll(configuration, resources);
  }

  /** Attaches the extensions, before the gate decides; a failure leaves the gate to be closed. */
  void attachExtensions(GateExtensionContext context) {
    extensions.attachAll(context);
  }

  void addListener(DecisionListener listener) {
    notifier.addListener(listener);
  }

  void addAnswerListener(AnswerListener listener) {
    answers.addListener(listener);
  }

  /** Returns the settings, which are valid. */
  public GateSettings settings() {
    return settings;
  }

  /**
   * Returns the writer of this gate's revocation store; empty where there is no store, or one that
   * cannot be written to from here. A revocation is in force at this gate when the writer returns.
   */
  public Optional<RevocationWriter> revocationWriter() {
    return store.flatMap(OpenedStore::writer);
  }

  /**
   * Returns the ids of a key from its text: of a genuine key, also when it has expired or is
   * revoked; empty for every other text. It serves for revoking a key of which only the text is
   * known, never for admitting a request. No limit is charged and no listener is notified, so
   * authorize the caller first.
   *
   * @param text the key, with or without the prefix
   */
  public Optional<KeySubject> subjectOf(String text) {
    return verifier.subjectOf(text);
  }

  /**
   * Returns what a genuine key says of itself, from its text: also when it has expired or is
   * revoked; empty for every other text. As {@link #subjectOf}, never for admitting a request.
   *
   * @param text the key, with or without the prefix
   */
  public Optional<GenuineKey> describeGenuineKey(String text) {
    return verifier.describeGenuineKey(text);
  }

  /**
   * Explains step by step what this gate does with the value of a key's header, for people who
   * operate. Nothing of the value is kept, no limit is charged and no listener is notified, so
   * authorize the caller first.
   *
   * @param value the value of the header, as a client would send it
   * @param statusShown whether the caller may see the status of a genuine key, and the reason of
   *     its revocation, which clients do not get
   */
  public Explanation explainKey(String value, Predicate<VerifiedApiKey> statusShown) {
    return new KeyExplainer(settings)
        .explain(
            value,
            verifier::verifyUncached,
            (key, steps) -> statusExplainer.explainStatus(key, steps, statusShown.test(key)));
  }

  /**
   * Returns the status of a key by this gate's revocation store, whether a request has sent it or
   * not; active where there is no store. For tools and consoles.
   *
   * @throws org.nexusauth.revocation.StatusUnavailableException if it is unknown at present
   */
  public KeyStatus statusOf(KeySubject key) {
    return store.map(opened -> opened.statusOf(key)).orElse(KeyStatus.active());
  }

  /**
   * Returns the reader of this gate's revocation store; empty where there is no store, or one that
   * cannot be read by subject.
   */
  public Optional<RevocationReader> revocationReader() {
    return store.flatMap(OpenedStore::reader);
  }

  /** Returns the state of this node's replica of the store; empty when it replicates none. */
  public Optional<FeedHealth> feedHealth() {
    return store.flatMap(OpenedStore::health);
  }

  /**
   * Returns what a {@link GateExtension} has opened for this gate, by its type; empty where there
   * is no such extension, or it is not used.
   */
  public <T> Optional<T> extension(Class<T> type) {
    return extensions.find(type);
  }

  /**
   * Decides who the caller is and whether the key is valid and within its limits: extract, verify,
   * status, limits. Listeners are notified of a denial.
   */
  public Decision authenticate(GateRequest request) {
    Decision decision = authenticateTimed(request);
    if (decision instanceof Denied denied) {
      deny(request, denied);
    } else if (decision instanceof Granted granted) {
      logObservedLimit(request, granted);
    }
    return decision;
  }

  private Decision authenticateTimed(GateRequest request) {
    if (!metrics.times().isSampled()) {
      return authenticator.authenticateKey(request);
    }
    long start = System.nanoTime();
    Decision decision = authenticator.authenticateKey(request);
    metrics.times().addSample(System.nanoTime() - start);
    return decision;
  }

  private void logObservedLimit(GateRequest request, Granted granted) {
    Limits charged = granted.limits();
    if (charged != null && charged.isExceeded()) {
      Log.observedLimitExceeded(
          denialLevel,
          () -> DenialLine.formatLine(request, Denied.rateLimited(granted.key(), charged)));
    }
  }

  /**
   * Decides whether a valid key meets the rules of the request's path and the resource's
   * requirement. Listeners are notified of a denial.
   *
   * @return the denial, or empty when the request may pass
   */
  public Optional<Denied> permit(GateRequest request, Granted granted, Requirement requirement) {
    Denied denied =
        RequirementCheck.checkKey(granted.key(), requirement, permissionsOfPath(request));
    if (denied == null) {
      return Optional.empty();
    }
    return Optional.of(deny(request, denied.withLimits(granted.limits())));
  }

  /**
   * Decides whether a user whom the container authenticated, and who sent no key, meets the rules
   * of the request's path and the resource's requirement. Such a user can meet a requirement of
   * {@link Requirement#anyOf roles} alone; everything else needs a key. Listeners are notified of a
   * denial.
   *
   * @param isUserInRole whether the container knows the user in a role
   * @return the denial, or empty when the request may pass
   */
  public Optional<Denied> permitUser(
      GateRequest request, Predicate<String> isUserInRole, Requirement requirement) {
    Denied denied =
        RequirementCheck.checkUser(isUserInRole, requirement, permissionsOfPath(request));
    return denyIfPresent(request, denied);
  }

  /**
   * Decides on a request that no other filter has decided on: {@link #authenticate}, then {@link
   * #permit}. Listeners are notified once.
   */
  public Decision decide(GateRequest request, Requirement requirement) {
    Decision decision = authenticate(request);
    if (!(decision instanceof Granted granted)) {
      return decision;
    }
    return admit(request, granted, requirement);
  }

  /**
   * Decides on a request that {@link #authenticate} granted: {@link #permit}. Listeners are
   * notified once, of a grant, too.
   */
  public Decision admit(GateRequest request, Granted granted, Requirement requirement) {
    Optional<Denied> denied = permit(request, granted, requirement);
    if (denied.isPresent()) {
      return denied.get();
    }
    notifyListeners(request, granted);
    return granted;
  }

  /**
   * Denies a request for a reason that a filter found itself. Listeners are notified.
   *
   * @return the denial
   */
  public Denied deny(GateRequest request, Denied denied) {
    Log.denied(denialLevel, () -> DenialLine.formatLine(request, denied));
    notifyListeners(request, denied);
    return denied;
  }

  /** Returns the answer to a denied request, with what it tells of the key. */
  public Answer answer(Denied denied) {
    return renderer.renderDenial(denied).withHeaders(headersOf(denied));
  }

  /** Returns whether anything listens to answers; else no filter need notice how requests end. */
  public boolean hasAnswerListeners() {
    return !answers.isEmpty();
  }

  /**
   * Notifies of the answer to a request, at the request's end and once; does nothing where no key
   * verified. Never blocks.
   */
  public void notifyAnswer(GateRequest request, Answered answered) {
    VerifiedApiKey key = answered.decision().key();
    if (key != null && !answers.isEmpty()) {
      answers.notifyListeners(AnswerEvent.of(clock.instant(), key, request, answered));
    }
  }

  /**
   * Returns what an answer tells of the caller's key, which a filter sets in every answer to a key
   * that verified: what is left of its limits, and when it ends. Never blocks.
   */
  public KeyHeaders headersOf(Decision decision) {
    VerifiedApiKey key = decision.key();
    if (key == null) {
      return KeyHeaders.NONE;
    }
    Limits told = limits == null ? null : limits.told(decision);
    Sunset sunset = sunsetOf(key).orElse(null);
    if (told == null && sunset == null) {
      return KeyHeaders.NONE;
    }
    return new KeyHeaders(told, settings.limits().draftHeaders(), sunset);
  }

  /**
   * Returns what is left of a key's limits, for tools and consoles; empty where limits are off.
   * Charges nothing; it may ask the store that nodes share.
   *
   * @param claimedPlan the key's {@code plan} claim, or null
   */
  public Optional<Limits> limitsOf(KeySubject key, @Nullable String claimedPlan) {
    return Optional.ofNullable(limits)
        .map(step -> step.inspect(SubjectId.of(Subject.of(key)), claimedPlan));
  }

  /**
   * Returns whether limits are not shared at present, because the store that nodes share does not
   * answer: this node counts by itself, or denies, as {@code nexus.auth.limit.on.unavailable} says.
   * False where no store is shared.
   */
  public boolean limitsCountLocally() {
    return metrics.parts().limitsCountLocally();
  }

  /** Returns the counting of usage; empty where no store of usage is set. */
  public Optional<Usage> usage() {
    return Optional.ofNullable(usage);
  }

  /** Returns the figures of this gate, for monitoring systems. */
  public GateMetrics metrics() {
    return metrics;
  }

  /** Returns whether this gate works now, for readiness checks. Never blocks. */
  public HealthState health() {
    return HealthState.of(metrics.parts());
  }

  /** Returns the plans of limits, by settings and records; empty where limits are off. */
  public Optional<LimitPlans> limitPlans() {
    return Optional.ofNullable(limits).map(LimitStep::plans);
  }

  /**
   * Returns the end of a key that is scheduled to be revoked, which a filter announces in every
   * answer to the key; of several ends the earliest. Empty where none is scheduled for the key
   * itself, and where this node does not know it: without a store, or with one that is queried for
   * each request. Never blocks.
   */
  public Optional<Sunset> sunsetOf(VerifiedApiKey key) {
    if (store.isEmpty()) {
      return Optional.empty();
    }
    return store.get().sunsetOf(key);
  }

  /**
   * Returns once this node has read all revocations that were written so far, for writers of
   * another transaction of the same engine. Does nothing without a store, and with one that is
   * queried for each request.
   *
   * @throws org.nexusauth.revocation.StatusUnavailableException if they could not be read; this
   *     node reads them as soon as it can
   */
  public void catchUpRevocations() {
    store.ifPresent(OpenedStore::catchUp);
  }

  /**
   * Logs one line on what is guarded and how; a warning when the exclusions leave nothing guarded.
   *
   * @param guarded what is guarded, in words or as URL patterns with commas, for example {@code
   *     /api/*, /admin/*}
   */
  public void logStart(String guarded) {
    if (summary.isOpen(guarded)) {
      Log.startedOpen(summary.describeOpen(guarded));
    } else {
      Log.started(summary.describe(guarded));
    }
  }

  /** Ends the background work. A closed gate must not be used. */
  @Override
  public void close() {
    extensions.close();
    watcher.close();
    verifier.close();
    if (limits != null) {
      limits.close();
    }
    if (usage != null) {
      usage.close();
    }
    store.ifPresent(OpenedStore::close);
    RecordClassLoaderLeak.forgetLast();
  }

  private Set<String> permissionsOfPath(GateRequest request) {
    return settings.paths().requiredPermissions(request.method(), request.path());
  }

  private Optional<Denied> denyIfPresent(GateRequest request, @Nullable Denied denied) {
    if (denied == null) {
      return Optional.empty();
    }
    return Optional.of(deny(request, denied));
  }

  private void notifyListeners(GateRequest request, Decision decision) {
    metrics.count(decision);
    if (!notifier.isEmpty()) {
      notifier.notifyListeners(DecisionEvent.of(clock.instant(), decision, request));
    }
  }
}
