package org.nexusauth.benchmarks.core;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.GateBuilder;
import org.nexusauth.benchmarks.peer.NexusCheck;
import org.nexusauth.benchmarks.peer.Trust;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.event.DecisionListener;

/** A gate with a listener that counts, called as a filter calls it. */
final class Gate {
  private static final Requirement READ = Requirement.ofPermissions("read");

  private final LongAdder decisions = new LongAdder();
  private final ApiKeyGate gate;

  Gate(Trust trust) {
    gate = builder(trust).build();
  }

  /** Makes a gate that notifies another listener, too. */
  Gate(Trust trust, DecisionListener other) {
    gate = builder(trust).listener(other).build();
  }

  private Gate(GateBuilder builder) {
    gate = builder.listener(event -> decisions.increment()).build();
  }

  /** Returns a gate that charges two windows, neither of which is ever used up. */
  static Gate limited(Trust trust) {
    return new Gate(
        ApiKeyGate.builder(
            NexusCheck.settings(
                trust,
                Map.of(
                    "nexus.auth.limit.mode",
                    "enforce",
                    "nexus.auth.limit.default",
                    "1000000000/minute,1000000000/hour"))));
  }

  private GateBuilder builder(Trust trust) {
    return ApiKeyGate.builder(NexusCheck.settings(trust, Map.of()))
        .listener(event -> decisions.increment());
  }

  /** Decides a request for a resource that wants a permission. */
  Decision decide(List<String> values) {
    return gate.decide(
        new GateRequest(values, "GET", "/v1/agents", "192.0.2.1", "request", null), READ);
  }

  ApiKeyGate gate() {
    return gate;
  }
}
