package org.nexusauth.console.rest;

import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.DirectoryJson;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.store.PageRequest;

/** Agents of an organization. */
final class AgentRoutes {
  private static final String ALL = "/organizations/{organization}/agents";
  private static final String ONE = ALL + "/{agent}";

  private AgentRoutes() {}

  static List<Route> list() {
    return List.of(
        Route.get(ALL, Role.VIEWER, AgentRoutes::listPage).inPages().withQuery("q"),
        Route.post(ALL, Role.ADMIN, AgentRoutes::create),
        Route.get(ONE, Role.VIEWER, AgentRoutes::show),
        Route.patch(ONE, Role.ADMIN, AgentRoutes::rename),
        Route.post(ONE + "/restrict", Role.ADMIN, AgentRoutes::restrict).requireVersion(),
        Route.post(ONE + "/lift-restriction", Role.ADMIN, AgentRoutes::liftRestriction)
            .requireVersion());
  }

  private static ConsoleResponse listPage(ConsoleCall call) {
    PageRequest page = call.query().readPage();
    String text = call.query().readText("q");
    call.query().finish();
    return ConsoleResponse.ok(
        DirectoryJson.renderPage(
            call.services().agents().list(call.operator(), call.requireOrganization(), text, page),
            DirectoryJson::render));
  }

  private static ConsoleResponse create(ConsoleCall call) {
    String id = call.body().readText("id").orElse(null);
    String name = call.body().requireText("name");
    call.body().finish();
    Agent created = call.services().agents().create(call.context(), call.organization(), id, name);
    return ConsoleResponse.created(DirectoryJson.render(created))
        .withVersion(created.version())
        .withLocation(List.of("organizations", created.organizationId(), "agents", created.id()));
  }

  private static ConsoleResponse show(ConsoleCall call) {
    return answer(
        call.services().agents().get(call.operator(), call.organization(), agentOf(call)));
  }

  private static ConsoleResponse rename(ConsoleCall call) {
    String name = call.body().requireText("name");
    call.body().finish();
    return answer(
        call.services()
            .agents()
            .rename(call.context(), call.organization(), agentOf(call), name, call.version()));
  }

  private static ConsoleResponse restrict(ConsoleCall call) {
    String reason = call.body().requireText("reason");
    call.body().finish();
    return answer(
        call.services()
            .agents()
            .restrict(call.context(), call.organization(), agentOf(call), reason, call.version()));
  }

  private static ConsoleResponse liftRestriction(ConsoleCall call) {
    call.body().finish();
    return answer(
        call.services()
            .agents()
            .liftRestriction(call.context(), call.organization(), agentOf(call), call.version()));
  }

  private static String agentOf(ConsoleCall call) {
    return call.pathParameter("agent");
  }

  private static ConsoleResponse answer(Agent agent) {
    return ConsoleResponse.ok(DirectoryJson.render(agent)).withVersion(agent.version());
  }
}
