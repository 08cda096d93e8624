package org.nexusauth.faults.outage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.revocation.FeedHealth;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.testkit.TestKey;
import org.nexusauth.testkit.TestKeys;

/** A node of an application: a gate over a store. Thread-safe. */
public final class OutageNode implements AutoCloseable {
  /** What {@link #verdict} says of a request that passes. */
  public static final String GRANTED = "granted";

  private static final TestKeys KEYS = TestKeys.create();

  private final ApiKeyGate gate;
  private final AtomicInteger requests = new AtomicInteger();

  private OutageNode(ApiKeyGate gate) {
    this.gate = gate;
  }

  /** Starts a node with these properties beside those of the keys. */
  public static OutageNode start(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(KEYS.settings());
    all.putAll(properties);
    return new OutageNode(ApiKeyGate.builder(all).build());
  }

  /** Returns a new good key. */
  public static TestKey key() {
    return KEYS.key();
  }

  /** Decides about a request with a key. */
  public Decision ask(TestKey key) {
    GateRequest request =
        new GateRequest(
            List.of(key.text()),
            "GET",
            "/api",
            "127.0.0.1",
            "r" + requests.incrementAndGet(),
            null);
    return gate.decide(request, Requirement.NONE);
  }

  /** Returns {@link #GRANTED}, or the code of the reason. */
  public String verdict(TestKey key) {
    return ask(key) instanceof Denied denied ? denied.reason().code() : GRANTED;
  }

  /** Revokes a key at this node. */
  public Revocation revoke(TestKey key) {
    return gate.revocationWriter().orElseThrow().revoke(key.revocation("leaked"));
  }

  /** Returns how it stands to its store. */
  public FeedHealth health() {
    return gate.feedHealth().orElseThrow();
  }

  @Override
  public void close() {
    gate.close();
  }
}
