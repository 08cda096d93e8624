package org.nexusauth;

import java.time.Clock;
import java.util.function.Supplier;
import org.nexusauth.config.Configuration;
import org.nexusauth.event.AnswerListener;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.limit.LimitAssignments;

/**
 * What a {@link GateExtension} is attached to. Used while the gate is built, by the thread that
 * builds it.
 */
public final class GateExtensionContext {
  private final ApiKeyGate gate;
  private final Configuration configuration;
  private final Clock clock;
  private final ClassLoader resources;

  GateExtensionContext(
      ApiKeyGate gate, Configuration configuration, Clock clock, ClassLoader resources) {
    this.gate = gate;
    this.configuration = configuration;
    this.clock = clock;
    this.resources = resources;
  }

  /** Returns the gate. */
  public ApiKeyGate gate() {
    return gate;
  }

  /** Returns the configuration that the gate was built with. */
  public Configuration configuration() {
    return configuration;
  }

  /** Returns the gate's clock. */
  public Clock clock() {
    return clock;
  }

  /** Returns the class loader of {@code classpath:} locations and services. */
  public ClassLoader resources() {
    return resources;
  }

  /**
   * Sets where the gate reads what records say about limits; does nothing where limits are off.
   *
   * @param assignments never blocks, and returns the same object until something changes
   */
  public void readLimits(Supplier<LimitAssignments> assignments) {
    gate.limitPlans().ifPresent(plans -> plans.readRecords(assignments));
  }

  /** Adds a listener for answers to genuine keys. */
  public void addAnswerListener(AnswerListener listener) {
    gate.addAnswerListener(listener);
  }

  /** Adds a listener for the gate's decisions. */
  public void addListener(DecisionListener listener) {
    gate.addListener(listener);
  }
}
