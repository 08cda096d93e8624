package org.nexusauth.console.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.NoContent;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.ApiJson;
import org.nexusauth.console.json.PlanJson;
import org.nexusauth.console.limit.KeyLimitReader;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.plan.PlanRecord;
import org.nexusauth.management.plan.PlanView;

/**
 * Plans of limits, which keys have them, and what is left.
 *
 * @param limits reads what is left
 */
record PlanRoutes(KeyLimitReader limits) {
  private static final String ALL = "/plans";
  private static final String ONE = ALL + "/{plan}";

  List<Route> list() {
    return List.of(
        Route.get(ALL, Role.VIEWER, PlanRoutes::listAll),
        Route.post(ALL, Role.ADMIN, PlanRoutes::create),
        Route.get(ONE, Role.VIEWER, PlanRoutes::show),
        Route.patch(ONE, Role.ADMIN, PlanRoutes::change),
        Route.delete(ONE, Role.ADMIN, PlanRoutes::delete).requireVersion(),
        Route.post(KeyPaths.ONE + "/plan", Role.OPERATOR, PlanRoutes::changePlanOfKey)
            .requireVersion(),
        Route.get(KeyPaths.ONE + "/limits", Role.VIEWER, this::showLimits));
  }

  /** There are few: the list has one part. */
  private static ConsoleResponse listAll(ConsoleCall call) {
    ObjectNode answer = ApiJson.object();
    ArrayNode items = answer.putArray("items");
    call.services().plans().list().forEach(plan -> items.add(PlanJson.render(plan)));
    answer.putNull("nextCursor");
    return ConsoleResponse.ok(answer);
  }

  private static ConsoleResponse create(ConsoleCall call) {
    String name = call.body().requireText("name");
    String policies = call.body().requireText("policies");
    call.body().finish();
    PlanView created = call.services().plans().create(call.context(), name, policies);
    return ConsoleResponse.created(PlanJson.render(created))
        .withVersion(1)
        .withLocation(List.of("plans", created.name()));
  }

  private static ConsoleResponse show(ConsoleCall call) {
    return answer(call.services().plans().get(nameOf(call)));
  }

  private static ConsoleResponse change(ConsoleCall call) {
    String policies = call.body().requireText("policies");
    call.body().finish();
    return answer(
        call.services()
            .plans()
            .changePolicies(call.context(), nameOf(call), policies, call.version()));
  }

  private static ConsoleResponse delete(ConsoleCall call) {
    call.services().plans().delete(call.context(), nameOf(call), call.version());
    return new NoContent(204, Map.of());
  }

  private static String nameOf(ConsoleCall call) {
    return call.pathParameter("plan");
  }

  /** A plan of the settings has no version. */
  private static ConsoleResponse answer(PlanView plan) {
    PlanRecord record = plan.record();
    if (record == null) {
      return ConsoleResponse.ok(PlanJson.render(plan));
    }
    return ConsoleResponse.ok(PlanJson.render(plan)).withVersion(record.version());
  }

  private static ConsoleResponse changePlanOfKey(ConsoleCall call) {
    String plan = call.body().requireText("plan");
    call.body().finish();
    return KeyPaths.answer(
        call.services()
            .apiKeys()
            .changePlan(call.context(), KeyPaths.refOf(call), plan, call.version()));
  }

  private ConsoleResponse showLimits(ConsoleCall call) {
    return ConsoleResponse.ok(
        PlanJson.render(
            limits.read(
                call.services().apiKeys().get(call.operator(), KeyPaths.refOf(call)).record())));
  }
}
