package org.nexusauth.console.page.directory;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.FormReader;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.Notice;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.IntegrationSummary;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/**
 * An agent: its name, its integrations, and whether its keys are accepted. For admins.
 *
 * @param clock computes the states of its keys
 */
public record AgentDetailPage(Clock clock) {
  private static final String ONE = AgentListPage.PATH + "/{agent}";

  /** Returns its routes. */
  public List<Route> routes() {
    return List.of(
        Route.page(ONE, Role.ADMIN, this::showPage),
        Route.form(ONE + "/rename", Role.ADMIN, this::renameFromForm),
        Route.page(ONE + "/restrict", Role.ADMIN, this::confirmRestrict),
        Route.form(ONE + "/restrict", Role.ADMIN, this::restrictFromForm),
        Route.form(ONE + "/lift-restriction", Role.ADMIN, this::liftRestriction));
  }

  /**
   * What the pages of an agent show.
   *
   * @param organization its organization
   * @param agent the agent
   * @param isRenamed whether it can be renamed here, and is not one of the application's
   * @param impact its integrations and keys
   * @param form what was typed
   */
  public record AgentView(
      Organization organization,
      Agent agent,
      boolean isRenamed,
      AgentImpact impact,
      AgentForm form) {}

  /**
   * What was typed.
   *
   * @param name the name
   * @param reason the reason
   * @param errors what is wrong
   */
  public record AgentForm(String name, String reason, FormErrors errors) {}

  /**
   * What a restriction concerns.
   *
   * @param integrations the agent's integrations
   * @param hasMore whether there are more, which are not counted
   * @param validKeys how many keys of them are valid
   * @param suspendedKeys how many are denied for a disabled integration or the agent
   */
  public record AgentImpact(
      List<Integration> integrations, boolean hasMore, long validKeys, long suspendedKeys) {}

  private ConsoleResponse showPage(ConsoleCall call) {
    Agent agent = read(call);
    return render(call, "directory/agent", agent, new AgentForm(agent.name(), "", FormErrors.NONE));
  }

  private static Agent read(ConsoleCall call) {
    return call.services().agents().get(call.operator(), call.organization(), idOf(call));
  }

  private Html render(ConsoleCall call, String template, Agent agent, AgentForm form) {
    AgentView view =
        new AgentView(
            call.services().organizations().get(call.operator(), call.organization()),
            agent,
            !call.services().agents().areOfApplication(),
            readImpact(call),
            form);
    return ConsoleResponse.page(new HtmlPage(template, agent.name(), Section.AGENTS, view))
        .withStatus(form.errors().status());
  }

  private AgentImpact readImpact(ConsoleCall call) {
    IntegrationQuery query =
        new IntegrationQuery(
            call.organization(), idOf(call), null, null, null, null, clock.instant());
    ResultPage<Integration> found =
        call.services()
            .integrations()
            .list(call.operator(), query, new PageRequest(PageRequest.MAX_LIMIT, null));
    Map<String, IntegrationSummary> summaries =
        call.services()
            .integrations()
            .summarize(call.operator(), call.organization(), found.items());
    return new AgentImpact(
        found.items(),
        found.nextCursor() != null,
        summaries.values().stream().mapToLong(one -> KeyCounts.countValid(one.keys())).sum(),
        summaries.values().stream().mapToLong(one -> KeyCounts.countSuspended(one.keys())).sum());
  }

  private ConsoleResponse renameFromForm(ConsoleCall call) {
    FormReader form = call.form();
    String name = form.readText("name");
    ExpectedVersion version = form.readVersion("version");
    form.finish();
    try {
      call.services()
          .agents()
          .rename(call.context(), call.organization(), idOf(call), name, version);
      return redirectTo(call, Notice.RENAMED);
    } catch (ManagementException e) {
      Agent present = read(call);
      String shown = name;
      if (e.kind() == Kind.STALE) {
        shown = present.name();
      }
      return render(
          call,
          "directory/agent",
          present,
          new AgentForm(shown, "", FormErrors.from(e, describe(present))));
    }
  }

  private ConsoleResponse confirmRestrict(ConsoleCall call) {
    Agent agent = read(call);
    if (agent.restriction() != null) {
      return redirectTo(call, Notice.AGENT_RESTRICTED);
    }
    return render(
        call, "directory/agentrestrict", agent, new AgentForm(agent.name(), "", FormErrors.NONE));
  }

  private ConsoleResponse restrictFromForm(ConsoleCall call) {
    FormReader form = call.form();
    String reason = form.readText("reason");
    ExpectedVersion version = form.readVersion("version");
    form.finish();
    try {
      call.services()
          .agents()
          .restrict(call.context(), call.organization(), idOf(call), reason, version);
      return redirectTo(call, Notice.AGENT_RESTRICTED);
    } catch (ManagementException e) {
      Agent present = read(call);
      AgentForm again =
          new AgentForm(present.name(), reason, FormErrors.from(e, describe(present)));
      return render(call, "directory/agentrestrict", present, again);
    }
  }

  private ConsoleResponse liftRestriction(ConsoleCall call) {
    FormReader form = call.form();
    ExpectedVersion version = form.readVersion("version");
    form.finish();
    try {
      call.services()
          .agents()
          .liftRestriction(call.context(), call.organization(), idOf(call), version);
      return redirectTo(call, Notice.AGENT_RESTRICTION_LIFTED);
    } catch (ManagementException e) {
      Agent present = read(call);
      AgentForm again = new AgentForm(present.name(), "", FormErrors.from(e, describe(present)));
      return render(call, "directory/agent", present, again);
    }
  }

  private static String describe(Agent present) {
    if (present.restriction() == null) {
      return "Now its name is “" + present.name() + "”, and it is not restricted.";
    }
    return "Now its name is “%s”, and it is restricted by %s."
        .formatted(present.name(), present.restriction().by());
  }

  private static ConsoleResponse redirectTo(ConsoleCall call, Notice notice) {
    return ConsoleResponse.redirect("organizations", call.organization(), "agents", idOf(call))
        .withNotice(notice.parameter());
  }

  private static String idOf(ConsoleCall call) {
    return call.pathParameter("agent");
  }
}
