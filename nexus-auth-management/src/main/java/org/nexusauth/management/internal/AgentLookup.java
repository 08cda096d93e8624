package org.nexusauth.management.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.Suspension;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.AgentDirectory;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.RecordReader;

/**
 * Finds agents: in the records, or in the application's own directory. Of an agent of a directory
 * there is a record once it was restricted here; the restriction and the version are from there,
 * and the version is 0 before. Thread-safe.
 */
public final class AgentLookup {
  private final ManagementPorts ports;

  /** Looks agents up through ports. */
  public AgentLookup(ManagementPorts ports) {
    this.ports = ports;
  }

  /** Finds an agent, before a transaction begins: the directory may be slow. */
  public Optional<Agent> findAgent(String organizationId, String id) {
    AgentDirectory directory = ports.agents();
    if (directory == null) {
      return ports.records().read(all -> all.findAgent(organizationId, id));
    }
    return directory
        .find(organizationId, id)
        .map(agent -> ports.records().read(all -> withRecord(agent, all)));
  }

  /** Finds several agents by their ids; those that are not there are missing. */
  public Map<String, Agent> findAgents(String organizationId, Collection<String> agentIds) {
    Set<String> wanted = Set.copyOf(agentIds);
    AgentDirectory directory = ports.agents();
    if (directory == null) {
      return ports
          .records()
          .read(all -> index(wanted, agentId -> all.findAgent(organizationId, agentId)));
    }
    Map<String, Agent> found = index(wanted, agentId -> directory.find(organizationId, agentId));
    return ports
        .records()
        .read(
            all -> {
              found.replaceAll((agentId, agent) -> withRecord(agent, all));
              return found;
            });
  }

  private static Map<String, Agent> index(
      Set<String> agentIds, Function<String, Optional<Agent>> finder) {
    Map<String, Agent> found = new HashMap<>();
    agentIds.forEach(id -> finder.apply(id).ifPresent(agent -> found.put(id, agent)));
    return found;
  }

  /** Returns an agent that was found as it is in a transaction. */
  public Agent refresh(Agent found, RecordReader records) {
    if (ports.agents() == null) {
      return records.findAgent(found.organizationId(), found.id()).orElse(found);
    }
    return withRecord(found, records);
  }

  /** Returns an agent of the directory with what the records have of it. */
  public static Agent withRecord(Agent agent, RecordReader records) {
    Optional<Agent> recorded = records.findAgent(agent.organizationId(), agent.id());
    Suspension restriction = recorded.map(Agent::restriction).orElse(null);
    if (recorded.isEmpty()) {
      restriction = agent.restriction();
    }
    return new Agent(
        agent.organizationId(),
        agent.id(),
        agent.name(),
        restriction,
        agent.createdAt(),
        recorded.map(Agent::version).orElse(0L));
  }

  /**
   * Checks that an agent is not restricted.
   *
   * @throws ManagementException of kind {@code CONFLICT}
   */
  public static void requireUnrestricted(Agent agent) {
    Suspension restriction = agent.restriction();
    if (restriction != null) {
      throw ManagementException.conflict(
          "agentId",
          "The agent %s is restricted (%s). Lift the restriction, or choose another agent."
              .formatted(agent.name(), restriction.reason()));
    }
  }
}
