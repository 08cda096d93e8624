package org.nexusauth;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import org.nexusauth.decision.Requirement;
import org.nexusauth.decision.RequirementCheck;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionNotifier;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.internal.RecordMethods;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.FeedHealth;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.verify.ApiKeyVerifier;
import org.nexusauth.verify.Verification;
import org.nexusauth.verify.Verification.Refused;
import org.nexusauth.verify.Verification.Verified;
import org.nexusauth.verify.Verification.Withheld;
import org.nexusauth.verify.VerificationBudget;

/**
 * Decides whether a request may pass. A door translates a request into a {@link GateRequest} and a
 * {@link Decision} into an answer; every rule is here, once for all doors.
 *
 * <p>Thread-safe. Nothing that a client sends makes it throw.
 */
public final class ApiKeyGate implements AutoCloseable {
  private final GateSettings settings;
  private final ApiKeyVerifier verifier;
  private final Optional<OpenStore> store;
  private final @Nullable StatusCheck status;
  private final VerificationBudget budget;
  private final DecisionNotifier listeners;
  private final AnswerRenderer answers;
  private final Clock clock;
  private final Level denials;
  private final StartSummary summary;
  private final KeyWatcher watcher;

  ApiKeyGate(
      GateSettings settings, ApiKeyVerifier verifier, Optional<OpenStore> store, Wiring wiring) {
    this.settings = settings;
    this.verifier = verifier;
    this.store = store;
    this.status = store.map(StatusCheck::new).orElse(null);
    this.budget = wiring.budget();
    this.listeners = wiring.listeners();
    this.clock = wiring.clock();
    this.denials = settings.logDenials() ? Level.INFO : Level.DEBUG;
    this.answers = new AnswerRenderer(settings.realm(), settings.token());
    this.summary = new StartSummary(settings, verifier.describeKeys(), store.map(OpenStore::name));
    this.watcher =
        new KeyWatcher(
            status, WatchSettings.of(settings.revocation(), store), wiring.invalidations());
    verifier.revalidateBy(watcher);
  }

  /** What a gate works with besides its settings. */
  record Wiring(
      Clock clock,
      VerificationBudget budget,
      DecisionNotifier listeners,
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
   * Checks all settings and reads the keys, as {@link GateBuilder#build} does, and keeps nothing:
   * for containers where beans are not there yet when a wrong setting must stop the start.
   *
   * @param resources where {@code classpath:} locations are looked up
   * @throws org.nexusauth.config.ConfigurationException when something is wrong
   */
  public static void validateConfiguration(Configuration configuration, ClassLoader resources) {
    ApiKeyVerifier.create(GateSettings.from(configuration), Clock.systemUTC(), resources).close();
  }

  /** Returns the settings, already checked. */
  public GateSettings settings() {
    return settings;
  }

  /**
   * Returns what revokes keys at this gate's store; empty where there is no store, or one that is
   * written to elsewhere. What it returned from is in force at this gate.
   */
  public Optional<RevocationWriter> revocationWriter() {
    return store.flatMap(OpenStore::writer);
  }

  /**
   * Returns whose key a text is: the ids of a genuine key, in time or not, revoked or not, and
   * empty for every other text. For revoking a key of which one has the text, never for admitting
   * anybody. No limit is charged and no listener told, so whoever may ask must have been admitted
   * before.
   *
   * @param text the key, with or without the prefix
   */
  public Optional<KeySubject> subjectOf(String text) {
    return verifier.subjectOf(text);
  }

  /** Returns how this node stands to the store that it follows; empty when it follows none. */
  public Optional<FeedHealth> feedHealth() {
    return store.flatMap(OpenStore::health);
  }

  /**
   * Decides who the caller is and whether the key is good: extract, verify, status. A refusal is
   * told to the listeners.
   */
  public Decision authenticate(GateRequest request) {
    Decision decision = identify(request);
    return decision instanceof Denied denied ? deny(request, denied) : decision;
  }

  /**
   * Decides whether a good key may do this: the rules of the request's path, then what the resource
   * asks. A refusal is told to the listeners.
   *
   * @return the refusal, or empty when the request may pass
   */
  public Optional<Denied> permit(GateRequest request, Granted granted, Requirement requirement) {
    Denied denied =
        RequirementCheck.check(
            granted.key(),
            requirement,
            settings.paths().requiredPermissions(request.method(), request.path()));
    return denied == null ? Optional.empty() : Optional.of(deny(request, denied));
  }

  /**
   * Decides all of it, as the door does that meets a request first: {@link #authenticate}, then
   * {@link #permit}. The listeners are told once.
   */
  public Decision decide(GateRequest request, Requirement requirement) {
    Decision decision = authenticate(request);
    if (!(decision instanceof Granted granted)) {
      return decision;
    }
    Optional<Denied> denied = permit(request, granted, requirement);
    if (denied.isPresent()) {
      return denied.get();
    }
    notifyListeners(request, granted);
    return granted;
  }

  /**
   * Refuses a request for a reason that a door found itself. The refusal is told to the listeners.
   *
   * @return the refusal
   */
  public Denied deny(GateRequest request, Denied denied) {
    Log.denied(denials, () -> DenialLine.of(request, denied));
    notifyListeners(request, denied);
    return denied;
  }

  /** Returns a refusal as it goes over the wire. */
  public Answer answer(Denied denied) {
    return answers.to(denied);
  }

  /**
   * Logs the one line that says what is guarded and how; a warning when the exclusions leave
   * nothing guarded.
   *
   * @param guarded what is guarded, in words or as URL patterns with commas, for example {@code
   *     /api/*, /admin/*}
   */
  public void logStart(String guarded) {
    if (summary.isOpen(guarded)) {
      Log.startedOpen(summary.ofOpen(guarded));
    } else {
      Log.started(summary.of(guarded));
    }
  }

  /** Ends the background work. The gate must not be used any more. */
  @Override
  public void close() {
    watcher.close();
    verifier.close();
    store.ifPresent(OpenStore::close);
    RecordMethods.forgetLast();
  }

  private Decision identify(GateRequest request) {
    Verification verification =
        verifier.verify(request.headerValues(), budget, request.remoteAddress());
    if (verification instanceof Verified verified) {
      Denied denied = status == null ? null : status.check(verified.key());
      return denied == null ? new Granted(verified.key()) : denied;
    }
    if (verification instanceof Withheld withheld) {
      return tooManyFailures(request, withheld);
    }
    Refused refused = (Refused) verification;
    return new Denied(refused.reason(), refused.detail(), null, refused.key());
  }

  private Denied tooManyFailures(GateRequest request, Withheld withheld) {
    String detail =
        "over %s failures a minute from %s"
            .formatted(
                settings.failuresPerMinute(),
                LogSanitizer.of(
                    Objects.requireNonNullElse(request.remoteAddress(), "an unknown address")));
    return new Denied(Reason.TOO_MANY_FAILURES, detail, withheld.retryAfter(), null);
  }

  private void notifyListeners(GateRequest request, Decision decision) {
    if (!listeners.isEmpty()) {
      listeners.notifyListeners(DecisionEvent.of(clock.instant(), decision, request));
    }
  }
}
