package org.nexusauth.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.limit.KeyLimitReader;
import org.nexusauth.console.rest.ApiRoutes;

/** Every line of the table of routes, with a path and a body that are right in form. */
final class AllRoutes {
  private static final Map<String, String> IDS =
      Map.ofEntries(
          Map.entry("organization", "acme"),
          Map.entry("agent", "agent-1"),
          Map.entry("integration", "int-1"),
          Map.entry("key", "key-1"),
          Map.entry("plan", "default"),
          Map.entry("signingKey", "sign-1"),
          Map.entry("alert", "alert-1"),
          Map.entry("mute", "mute-1"),
          Map.entry("rule", "silence"),
          Map.entry("channel", "webhook"),
          Map.entry("delivery", "delivery-1"));

  private AllRoutes() {}

  static Stream<Route> all() {
    return ApiRoutes.table(Clock.systemUTC(), new KeyLimitReader(Set::of)).routes().stream();
  }

  static Stream<Route> changing() {
    return all().filter(route -> !route.method().equals("GET"));
  }

  static Stream<Route> withBody() {
    return all().filter(AllRoutes::hasBody);
  }

  static boolean hasBody(Route route) {
    return route.input().body() == Route.BodyKind.JSON;
  }

  /** Returns the path with the ids of records that may not be there. */
  static String path(Route route) {
    return path(route, IDS);
  }

  static String path(Route route, Map<String, String> ids) {
    String path = route.path().text();
    for (String name : route.path().parameters()) {
      path = path.replace("{" + name + "}", ids.getOrDefault(name, IDS.get(name)));
    }
    return path;
  }

  static String name(Route route) {
    return route.method() + " " + route.path().text();
  }

  /** Returns a body with all members that a route needs. */
  static ObjectNode body(Route route) {
    ObjectNode body = ConsoleServer.JSON.createObjectNode();
    String path = route.path().text();
    if (route.method().equals("PATCH") || (path.endsWith("s") && !path.endsWith("signing-keys"))) {
      body.put("name", "Something");
    }
    if (path.startsWith("/plans")) {
      body.put("policies", "60/minute");
    }
    if (path.equals("/plans")) {
      body.put("name", "plan-1");
    }
    if (path.equals("/plans/{plan}")) {
      body.remove("name");
    }
    if (path.equals("/alert-mutes")) {
      body.remove("name");
      body.put("kind", "silence").put("organizationId", "acme");
    }
    if (path.endsWith("/alert-rules/{rule}")) {
      body.remove("name");
      body.put("enabled", false);
    }
    if (path.endsWith("/plan")) {
      body.put("plan", "default");
    }
    if (path.equals("/organizations")) {
      body.put("id", "fresh");
    }
    if (path.endsWith("/integrations")) {
      body.put("agentId", "agent-1");
    }
    if (path.endsWith("{integration}/keys")) {
      body.put("environment", "staging");
      body.putArray("permissions").add("read");
    }
    if (path.endsWith("/restrict")
        || path.endsWith("/disable")
        || path.endsWith("{signingKey}/revoke")) {
      body.put("reason", "a test");
    } else if (path.endsWith("/revoke")) {
      body.put("cause", "unused");
    }
    if (path.endsWith("/keys/revoke")) {
      ArrayNode keys = body.putArray("keys");
      keys.addObject().put("integrationId", "int-1").put("id", "key-1");
    }
    if (path.endsWith("/import")) {
      body.put("key", "no.key.text");
    }
    return body;
  }
}
