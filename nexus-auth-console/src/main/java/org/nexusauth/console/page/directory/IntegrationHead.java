package org.nexusauth.console.page.directory;

import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.model.Suspension;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;

/**
 * What stands above the pages of one integration.
 *
 * @param organization its organization
 * @param integration the integration
 * @param agent its agent; null when it is not there any more
 * @param tab the present tab: {@code keys}, {@code usage}, {@code errors} or {@code settings}
 */
public record IntegrationHead(
    Organization organization, Integration integration, @Nullable Agent agent, String tab) {

  /** Reads what stands above the page of a call. */
  public static IntegrationHead read(ConsoleCall call, String tab) {
    Organization organization =
        call.services().organizations().get(call.operator(), call.organization());
    Integration integration =
        call.services()
            .integrations()
            .get(call.operator(), call.organization(), call.pathParameter("integration"));
    return new IntegrationHead(organization, integration, findAgent(call, integration), tab);
  }

  private static @Nullable Agent findAgent(ConsoleCall call, Integration integration) {
    try {
      return call.services()
          .agents()
          .get(call.operator(), call.organization(), integration.agentId());
    } catch (ManagementException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  /** Returns in a sentence how the integration is now, for someone who saw it as it was before. */
  String describePresent() {
    Suspension disablement = integration.disablement();
    if (disablement == null) {
      return "Now its name is “" + integration.name() + "”, and it is enabled.";
    }
    return "Now its name is “%s”, and it is disabled by %s."
        .formatted(integration.name(), disablement.by());
  }

  /** Returns the name of the agent, or its id where it has none. */
  public String agentName() {
    if (agent == null) {
      return integration.agentId();
    }
    return agent.name();
  }
}
