package org.nexusauth.sample.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.revocation.FeedHealth;
import org.nexusauth.web.ApplicationGates;

/**
 * Not ready while this node cannot know which keys are revoked and therefore answers 503 to each
 * guarded request. The answer is open to clients without a key, so it names no store and no cause;
 * the log has them. Thread-safe.
 */
@Readiness
@ApplicationScoped
public class KeyStatusReadiness implements HealthCheck {

  private static final String NAME = "api-key-status";

  @Inject ServletContext context;

  @Override
  public HealthCheckResponse call() {
    Set<ApiKeyGate> gates = ApplicationGates.gatesOf(context);
    boolean ready = !gates.isEmpty() && gates.stream().allMatch(KeyStatusReadiness::canDecide);
    return HealthCheckResponse.named(NAME).status(ready).build();
  }

  /** A gate without a replica, or one that was set to allow keys in an outage, always decides. */
  private static boolean canDecide(ApiKeyGate gate) {
    return gate.settings().revocation().failOpen()
        || gate.feedHealth().map(FeedHealth::ready).orElse(true);
  }
}
