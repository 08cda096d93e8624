package org.nexusauth.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.GateBuilder;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.PropertySource;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.decision.Answer;
import org.nexusauth.decision.AnswerRenderer;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.RevocationWriter;

/**
 * The gates of one application: filters with equal settings share a gate, so there is one unless a
 * filter's own parameters differ. Thread-safe.
 */
public final class ApplicationGates implements AutoCloseable {
  private static final String NAME = "org.nexusauth.gates";
  private static final Object CREATION = new Object();
  private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

  /**
   * The gates that were created here, by their settings; guarded by itself, as is {@link #closed}.
   */
  private final Map<GateSettings, ApiKeyGate> created = new HashMap<>();

  /** Those and the registered ones. */
  private final Set<ApiKeyGate> all = ConcurrentHashMap.newKeySet();

  private boolean closed;

  private final AttributeScope application;

  private ApplicationGates(AttributeScope application) {
    this.application = application;
  }

  /**
   * Returns the gates of an application, which are kept in its attributes.
   *
   * @param application the application's attributes, for example {@link ServletContextAttributes}
   */
  public static ApplicationGates of(AttributeScope application) {
    synchronized (CREATION) {
      if (application.get(NAME) instanceof ApplicationGates found && !found.isClosed()) {
        return found;
      }
      ApplicationGates gates = new ApplicationGates(application);
      application.set(NAME, gates);
      return gates;
    }
  }

  /**
   * Returns the gate with these parameters over MicroProfile Config; creates it when there is none.
   *
   * @param parameters init-params before context-params, or none
   * @param beans called when a gate is created
   * @throws org.nexusauth.config.ConfigurationException when a setting is wrong
   * @throws IllegalStateException when these gates were closed
   */
  public ApiKeyGate getOrCreateGate(
      List<PropertySource> parameters, Supplier<DiscoveredBeans> beans) {
    Configuration configuration = Configuration.ofApplication(parameters);
    GateSettings settings = GateSettings.from(configuration);
    synchronized (created) {
      if (closed) {
        throw new IllegalStateException("the application is ending: its gates were closed");
      }
      ApiKeyGate known = created.get(settings);
      if (known != null) {
        return known;
      }
      ApiKeyGate gate = createGate(configuration, beans.get());
      created.put(settings, gate);
      register(gate);
      return gate;
    }
  }

  /**
   * Adds a gate that was built in code, so that it counts as one of this application's. {@link
   * #close} does not close it.
   */
  public void register(ApiKeyGate gate) {
    if (all.add(gate)) {
      UnmappedServlets.report(application, gate.settings());
    }
    ApplicationBeans.findAttributes().ifPresent(beans -> beans.set(NAME, this));
  }

  /** Returns the gates that the application has at present. */
  public Set<ApiKeyGate> all() {
    return Set.copyOf(all);
  }

  /**
   * Returns the gate of the application. CDI beans can inject it instead.
   *
   * @throws IllegalStateException when there is none yet, or when there are several because the
   *     parameters of filters differ; then {@link #all} has them, and {@link
   *     #gateOf(ServletRequest)} has the one of a request
   */
  public static ApiKeyGate gateOf(ServletContext application) {
    return of(new ServletContextAttributes(application)).requireGate();
  }

  /** Returns the gates that an application has at present; for health checks, for example. */
  public static Set<ApiKeyGate> gatesOf(ServletContext application) {
    return of(new ServletContextAttributes(application)).all();
  }

  /**
   * Returns the gate that decided a request; where none has, the gate of its application.
   *
   * @throws IllegalStateException when none has decided it, and the application has none yet or
   *     several
   */
  public static ApiKeyGate gateOf(ServletRequest request) {
    return RequestDecision.from(request::getAttribute)
        .map(RequestDecision::gate)
        .orElseGet(() -> gateOf(request.getServletContext()));
  }

  /**
   * Returns what revokes keys at the gate of the application. When its methods return, the
   * revocation is in force at that gate. CDI beans can inject it instead.
   *
   * @throws IllegalStateException when {@link #gateOf(ServletContext)} throws it, or when there is
   *     no revocation store or one that cannot be written to
   */
  public static RevocationWriter revocationWriterOf(ServletContext application) {
    return of(new ServletContextAttributes(application)).requireRevocationWriter();
  }

  ApiKeyGate requireGate() {
    List<ApiKeyGate> gates = List.copyOf(all);
    if (gates.size() == 1) {
      return gates.get(0);
    }
    if (gates.isEmpty()) {
      throw new IllegalStateException(
          "NEXUS-1301 no ApiKeyGate: no filter of this application has started yet, or none is"
              + " configured. Filters start after CDI and after context listeners: look the gate up"
              + " while requests are served, by Instance<ApiKeyGate> in a bean that is created"
              + " earlier");
    }
    throw new IllegalStateException(
        "NEXUS-1302 no single ApiKeyGate: this application has %s, as the settings of its filters"
                .formatted(gates.size())
            + " differ. Give all filters the same nexus.auth.* parameters, or look up the gate of a"
            + " request with ApplicationGates.gateOf(request)");
  }

  RevocationWriter requireRevocationWriter() {
    return requireGate()
        .revocationWriter()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "NEXUS-1303 no RevocationWriter: this application has no revocation store, or"
                        + " one that is no RevocationWriter and can only be read. Choose a store"
                        + " that can be written to with nexus.auth.revocation.store, for example"
                        + " jdbc or redis, or revoke keys where the entries of the store are"
                        + " kept"));
  }

  /** Returns whether a gate is one of this application's. */
  public boolean contains(ApiKeyGate gate) {
    return all.contains(gate);
  }

  /** Closes the gates that were created here; the application is ending. */
  @Override
  public void close() {
    synchronized (created) {
      closed = true;
      created.values().forEach(ApiKeyGate::close);
      created.clear();
      all.clear();
    }
  }

  private boolean isClosed() {
    synchronized (created) {
      return closed;
    }
  }

  /**
   * Returns the answer of a filter that has no gate, because it could not start or the application
   * has no keys: 503, so that nothing is open by mistake.
   *
   * @param header the name of the key's header, a valid field name
   */
  public static Answer answerWithoutGate(String header) {
    TokenSettings standard = TokenSettings.STANDARD;
    TokenSettings token = new TokenSettings(header, standard.prefix(), standard.maxLength());
    return new AnswerRenderer("nexus", token)
        .renderDenial(new Denied(Reason.STATUS_UNAVAILABLE, "no gate").withRetryAfter(RETRY_AFTER));
  }

  private static ApiKeyGate createGate(Configuration configuration, DiscoveredBeans beans) {
    GateBuilder builder = ApiKeyGate.builder(configuration);
    beans.stores().forEach(builder::store);
    beans.listeners().forEach(builder::listener);
    beans.answerListeners().forEach(builder::answerListener);
    beans.invalidationListeners().forEach(builder::invalidationListener);
    return builder.build();
  }
}
