package org.nexusauth.console.rest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.QueryReader;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.AuditLogJson;
import org.nexusauth.console.json.DirectoryJson;
import org.nexusauth.console.json.ValueFormats;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.store.AuditQuery;
import org.nexusauth.management.store.PageRequest;

/** The audit log: of everything that an operator sees, and of one organization. */
final class AuditRoutes {
  private static final String ALL = "/audit";
  private static final String OF_ORGANIZATION = "/organizations/{organization}/audit";
  private static final String[] FILTERS = {"actor", "action", "subject", "from", "to"};
  private static final Map<String, String> DOWNLOAD =
      Map.of("Content-Disposition", "attachment; filename=\"audit.jsonl\"");

  private AuditRoutes() {}

  static List<Route> list() {
    return List.of(
        Route.get(ALL, Role.VIEWER, AuditRoutes::listPage).inPages().withQuery(FILTERS),
        Route.get(ALL + "/export", Role.VIEWER, AuditRoutes::export).withQuery(FILTERS),
        Route.get(ALL + "/verification", Role.ADMIN, AuditRoutes::verify),
        Route.get(OF_ORGANIZATION, Role.VIEWER, AuditRoutes::listPage).inPages().withQuery(FILTERS),
        Route.get(OF_ORGANIZATION + "/export", Role.VIEWER, AuditRoutes::export)
            .withQuery(FILTERS));
  }

  private static ConsoleResponse listPage(ConsoleCall call) {
    PageRequest page = call.query().readPage();
    AuditQuery query = readQuery(call);
    return ConsoleResponse.ok(
        DirectoryJson.renderPage(
            call.services().auditLog().list(call.operator(), query, page), AuditLogJson::render));
  }

  private static ConsoleResponse export(ConsoleCall call) {
    AuditQuery query = readQuery(call);
    return new ConsoleResponse.Streamed(
        "application/jsonl",
        DOWNLOAD,
        out -> call.services().auditLog().export(call.operator(), query, out));
  }

  private static ConsoleResponse verify(ConsoleCall call) {
    return ConsoleResponse.ok(
        AuditLogJson.render(call.services().auditLog().verify(call.operator())));
  }

  private static AuditQuery readQuery(ConsoleCall call) {
    QueryReader query = call.query();
    AuditQuery wanted =
        new AuditQuery(
            readOrganizations(call),
            query.readText("actor"),
            query.readText("action"),
            query.readText("subject"),
            query.readValue("from", ValueFormats::readInstant),
            query.readValue("to", ValueFormats::readInstant));
    query.finish();
    return wanted;
  }

  private static @Nullable Set<String> readOrganizations(ConsoleCall call) {
    return call.path().containsKey("organization") ? Set.of(call.requireOrganization()) : null;
  }
}
