package org.nexusauth.sample.agent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nexusauth.management.model.Agent;
import org.nexusauth.sample.record.RecordedAgents;
import org.nexusauth.sample.web.JsonBody;

/**
 * All agents by organization. Which agents there are is in the records of the management of keys;
 * what else their makers said of them is kept in memory, and gone when the application stops. Where
 * there are no records, all is in memory. Thread-safe.
 */
@ApplicationScoped
class AgentStore {

  private final Map<String, List<AgentProfile>> agents = new ConcurrentHashMap<>();
  private final RecordedAgents recorded;
  private final Clock clock;

  AgentStore() {
    this(Clock.systemUTC());
  }

  /** Agents in memory alone. */
  AgentStore(Clock clock) {
    this(new RecordedAgents(), clock);
  }

  @Inject
  AgentStore(RecordedAgents recorded) {
    this(recorded, Clock.systemUTC());
  }

  private AgentStore(RecordedAgents recorded, Clock clock) {
    this.recorded = recorded;
    this.clock = clock;
  }

  AgentProfile add(String organizationId, JsonBody request) {
    // Milliseconds, as clients in JavaScript keep time.
    AgentProfile agent = AgentProfile.from(request, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    if (recorded.isUsed()) {
      recorded.record(organizationId, agent.id(), agent.recordedName());
    }
    agents.computeIfAbsent(organizationId, id -> new CopyOnWriteArrayList<>()).add(agent);
    return agent;
  }

  /** A snapshot, in the order in which they were made. */
  List<AgentProfile> allOf(String organizationId) {
    List<AgentProfile> known = agents.getOrDefault(organizationId, List.of());
    if (!recorded.isUsed()) {
      return List.copyOf(known);
    }
    return recorded.listAll(organizationId).stream()
        .map(agent -> profileOf(agent, known))
        .sorted(Comparator.comparing(AgentProfile::createdAt))
        .toList();
  }

  private static AgentProfile profileOf(Agent agent, List<AgentProfile> known) {
    return known.stream()
        .filter(profile -> Objects.equals(profile.id(), agent.id()))
        .findAny()
        .orElseGet(() -> AgentProfile.fromRecord(agent));
  }
}
