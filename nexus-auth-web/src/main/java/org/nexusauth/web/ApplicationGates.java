package org.nexusauth.web;

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

/**
 * The gates of one application: equal settings share a gate, so there is one unless a filter's own
 * parameters differ. Thread-safe.
 */
public final class ApplicationGates implements AutoCloseable {
  private static final String NAME = "org.nexusauth.gates";

  private final Map<GateSettings, ApiKeyGate> gates = new HashMap<>();
  private final Set<ApiKeyGate> own = ConcurrentHashMap.newKeySet();
  private boolean closed;

  private ApplicationGates() {}

  /** Returns the gates of an application, which are kept in its attributes. */
  public static ApplicationGates in(AttributeMap application) {
    synchronized (ApplicationGates.class) {
      if (application.get(NAME) instanceof ApplicationGates found && !found.isClosed()) {
        return found;
      }
      ApplicationGates made = new ApplicationGates();
      application.set(NAME, made);
      return made;
    }
  }

  /**
   * Returns the gate with these parameters over MicroProfile Config; makes it when it is the first
   * to ask.
   *
   * @param parameters init-params before context-params, or none
   * @param extensions asked for when a gate must be made
   * @throws org.nexusauth.config.ConfigurationException when a setting is wrong
   * @throws IllegalStateException when these gates were closed
   */
  public ApiKeyGate gate(List<PropertySource> parameters, Supplier<DiscoveredBeans> extensions) {
    Configuration configuration = Configuration.ofApplication(parameters);
    GateSettings settings = GateSettings.from(configuration);
    synchronized (gates) {
      if (closed) {
        throw new IllegalStateException("the application is ending: its gates were closed");
      }
      ApiKeyGate known = gates.get(settings);
      if (known != null) {
        return known;
      }
      ApiKeyGate made = make(configuration, extensions.get());
      gates.put(settings, made);
      own.add(made);
      return made;
    }
  }

  /** Counts a gate that somebody built among this application's; it stays its maker's to close. */
  public void adopt(ApiKeyGate gate) {
    own.add(gate);
  }

  /** Returns the gates that the application has at present; for health checks. */
  public Set<ApiKeyGate> all() {
    return Set.copyOf(own);
  }

  /** Returns whether a gate is one of this application's. */
  public boolean own(ApiKeyGate gate) {
    return own.contains(gate);
  }

  /** Closes all gates; the application is ending. */
  @Override
  public void close() {
    synchronized (gates) {
      closed = true;
      gates.values().forEach(ApiKeyGate::close);
      gates.clear();
      own.clear();
    }
  }

  private boolean isClosed() {
    synchronized (gates) {
      return closed;
    }
  }

  private static ApiKeyGate make(Configuration configuration, DiscoveredBeans extensions) {
    GateBuilder builder = ApiKeyGate.builder(configuration);
    extensions.stores().forEach(builder::store);
    extensions.listeners().forEach(builder::listener);
    extensions.invalidationListeners().forEach(builder::invalidationListener);
    return builder.build();
  }
}
