package org.nexusauth.console.page.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/**
 * The agents that a form offers. Where there are more than a list can hold, one looks for a name.
 *
 * @param agents the agents, by name
 * @param hasMore whether there are others
 * @param text the text that they were looked for by; empty for none
 */
public record AgentChoice(List<Agent> agents, boolean hasMore, String text) {
  /** How many agents a list holds. */
  static final int MAX_LISTED = 100;

  /** Copies the list. */
  public AgentChoice {
    agents = List.copyOf(agents);
  }

  /** Returns the first agents. */
  static AgentChoice all(ConsoleCall call) {
    return find(call, "");
  }

  /** Returns the agents whose name or id contains a text. */
  static AgentChoice find(ConsoleCall call, String text) {
    @Nullable String wanted = text;
    if (text.isEmpty()) {
      wanted = null;
    }
    ResultPage<Agent> page =
        call.services()
            .agents()
            .list(call.operator(), call.organization(), wanted, new PageRequest(MAX_LISTED, null));
    return new AgentChoice(page.items(), page.nextCursor() != null, text);
  }

  /** Returns whether there is a field to look for a name. */
  public boolean isSearched() {
    return hasMore || !text.isEmpty();
  }

  /** Returns the agent that is selected: the chosen one, or else the only one that was found. */
  public String preselect(String chosen) {
    if (chosen.isEmpty() && isSearched() && agents.size() == 1) {
      return agents.get(0).id();
    }
    return chosen;
  }

  /** Returns whether there is no agent at all. */
  public boolean isEmpty() {
    return agents.isEmpty() && !isSearched();
  }
}
