package org.nexusauth.sample.agent;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nexusauth.sample.web.JsonBody;

/** All agents by organization, in memory: gone when the application stops. Thread-safe. */
@ApplicationScoped
class AgentStore {

  private final Map<String, List<AgentProfile>> agents = new ConcurrentHashMap<>();
  private final Clock clock;

  AgentStore() {
    this(Clock.systemUTC());
  }

  AgentStore(Clock clock) {
    this.clock = clock;
  }

  AgentProfile add(String organizationId, JsonBody request) {
    // Milliseconds, as clients in JavaScript keep time.
    AgentProfile agent = AgentProfile.from(request, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    agents.computeIfAbsent(organizationId, id -> new CopyOnWriteArrayList<>()).add(agent);
    return agent;
  }

  /** A snapshot, in the order in which they were made. */
  List<AgentProfile> allOf(String organizationId) {
    return List.copyOf(agents.getOrDefault(organizationId, List.of()));
  }
}
