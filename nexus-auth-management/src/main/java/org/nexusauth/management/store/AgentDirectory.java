package org.nexusauth.management.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.Agent;

/**
 * Where agents come from. By default they are records; an application that has agents of its own
 * brings an implementation. Thread-safe.
 */
public interface AgentDirectory {
  /** Finds an agent. */
  Optional<Agent> find(String organizationId, String id);

  /** Lists agents by name; with a text those whose name or id contains it, ignoring case. */
  ResultPage<Agent> list(String organizationId, @Nullable String text, PageRequest page);
}
