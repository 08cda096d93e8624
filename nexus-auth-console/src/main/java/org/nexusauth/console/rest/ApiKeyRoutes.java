package org.nexusauth.console.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.QueryReader;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.json.ApiKeyJson;
import org.nexusauth.console.json.DirectoryJson;
import org.nexusauth.console.json.MemberReader;
import org.nexusauth.console.json.ValueFormats;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.NewKeyRequest;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/**
 * API keys: listed, generated, read, renamed, imported.
 *
 * @param clock computes from a duration since when a key must be unused
 */
record ApiKeyRoutes(Clock clock) {
  private static final int MAX_PERMISSIONS = 64;
  private static final int MAX_KEY_TEXT = 16_384;

  List<Route> list() {
    return List.of(
        Route.get("/organizations/{organization}/keys", Role.VIEWER, this::listOfOrganization)
            .inPages()
            .withQuery(
                "integration",
                "agent",
                "state",
                "environment",
                "unusedFor",
                "expiresBefore",
                "q",
                "plan"),
        Route.get(KeyPaths.OF_INTEGRATION, Role.VIEWER, this::listOfIntegration)
            .inPages()
            .withQuery("state", "environment", "unusedFor", "expiresBefore", "q", "plan"),
        Route.post(KeyPaths.OF_INTEGRATION, Role.OPERATOR, ApiKeyRoutes::generate)
            .takeIdempotencyKey(),
        Route.get(KeyPaths.ONE, Role.VIEWER, ApiKeyRoutes::show),
        Route.patch(KeyPaths.ONE, Role.OPERATOR, ApiKeyRoutes::rename),
        Route.post("/keys/import", Role.OPERATOR, ApiKeyRoutes::importKey));
  }

  private ConsoleResponse listOfOrganization(ConsoleCall call) {
    String integration = call.query().readText("integration");
    String agent = call.query().readText("agent");
    return renderPage(readPage(call, integration, agent));
  }

  private ConsoleResponse listOfIntegration(ConsoleCall call) {
    String integration = call.pathParameter("integration");
    ResultPage<ApiKeyView> page = readPage(call, integration, null);
    if (page.items().isEmpty()) {
      // Keys that were issued elsewhere may be of an integration that is not recorded.
      call.services().integrations().get(call.operator(), call.organization(), integration);
    }
    return renderPage(page);
  }

  private static ConsoleResponse renderPage(ResultPage<ApiKeyView> page) {
    return ConsoleResponse.ok(DirectoryJson.renderPage(page, ApiKeyJson::render));
  }

  private ResultPage<ApiKeyView> readPage(
      ConsoleCall call, @Nullable String integration, @Nullable String agent) {
    QueryReader query = call.query();
    Instant now = clock.instant();
    PageRequest page = query.readPage();
    Duration unusedFor = query.readValue("unusedFor", ValueFormats::readDuration);
    ApiKeyQuery wanted =
        new ApiKeyQuery(
                call.organization(),
                integration,
                agent,
                query.readValue("state", ValueFormats.choice(List.of(KeyState.values()))),
                query.readValue("expiresBefore", ValueFormats::readInstant),
                unusedFor == null ? null : now.minus(unusedFor),
                query.readText("q"),
                query.readText("plan"),
                now)
            .withEnvironment(
                query.readValue("environment", ValueFormats.choice(List.of(Environment.values()))));
    query.finish();
    call.requireOrganization();
    return call.services().apiKeys().list(call.operator(), wanted, page);
  }

  private static ConsoleResponse generate(ConsoleCall call) {
    MemberReader body = call.body();
    NewKeyRequest order =
        new NewKeyRequest(
            call.organization(),
            call.pathParameter("integration"),
            body.requireText("name"),
            body.readValue("environment", ValueFormats.choice(List.of(Environment.values())))
                .orElseGet(() -> body.reportMissing("environment", Environment.DEVELOPMENT)),
            body.reportMissing("permissions", body.readTexts("permissions", MAX_PERMISSIONS)),
            body.readValue("lifetime", ValueFormats::readDuration).orElse(null),
            body.readText("plan").orElse(null));
    body.finish();
    return NewKeyResponse.of(call.services().apiKeys().generate(call.context(), order), call);
  }

  private static ConsoleResponse show(ConsoleCall call) {
    return KeyPaths.answer(call.services().apiKeys().get(call.operator(), KeyPaths.refOf(call)));
  }

  private static ConsoleResponse rename(ConsoleCall call) {
    String name = call.body().requireText("name");
    call.body().finish();
    return KeyPaths.answer(
        call.services()
            .apiKeys()
            .rename(call.context(), KeyPaths.refOf(call), name, call.version()));
  }

  private static ConsoleResponse importKey(ConsoleCall call) {
    String text = call.body().requireText("key", MAX_KEY_TEXT);
    call.body().finish();
    ApiKeyView imported = call.services().apiKeys().importKey(call.context(), text);
    return ConsoleResponse.created(ApiKeyJson.render(imported))
        .withVersion(imported.record().version())
        .withLocation(KeyPaths.pathOf(imported.record().ref()));
  }
}
