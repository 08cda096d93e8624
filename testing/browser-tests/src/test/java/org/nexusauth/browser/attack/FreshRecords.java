package org.nexusauth.browser.attack;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.nexusauth.console.http.Route;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.management.Management;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSeverity;
import org.nexusauth.management.alert.rule.AlertSubject;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.KeyRotationRequest;
import org.nexusauth.management.apikey.NewKeyRequest;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.model.alert.Alert;
import org.nexusauth.management.model.alert.AlertNotice;
import org.nexusauth.management.model.alert.AlertTimes;
import org.nexusauth.management.signing.SigningKeyView;

/** One record of each kind, of an organization of its own, and the forms that change them. */
final class FreshRecords {
  private static final Operator SETUP = new Operator("setup", Role.ADMIN, Set.of());

  private final ManagementServices services;
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, Long> versions = new HashMap<>();
  private final String keyText;
  private String mute = "";

  private FreshRecords(Management management, String organizationId, Route route) {
    this.services = management.services();
    Organization organization = services.organizations().create(change(), organizationId, "Fresh");
    Agent agent = services.agents().create(change(), organizationId, null, "Agent");
    Integration integration =
        services.integrations().create(change(), organizationId, "Integration", agent.id());
    Generated key = generate(integration);
    put("organization", organizationId, organization.version());
    put("agent", agent.id(), agent.version());
    put("integration", integration.id(), integration.version());
    put("key", key.record().ref().keyId(), key.record().version());
    keyText = key.key().text();
    put("plan", LimitPlan.DEFAULT, 1);
    put("rule", AlertKind.SILENCE.code(), 0);
    addAlert(management, AlertSubject.of(key.record().ref()));
    prepareState(route, agent, integration, key);
  }

  /** Only a rule makes alerts, and only an operator mutes. */
  private void addAlert(Management management, AlertSubject subject) {
    String id = "alert-" + UUID.randomUUID();
    Finding finding =
        new Finding(AlertKind.UNKNOWN_KEY, subject, AlertSeverity.CRITICAL, "Fresh alert.");
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Alert alert =
        new Alert(id, finding, AlertTimes.openedAt(now), null, AlertNotice.FIRST.dropped(), 1);
    management.store().write(records -> records.alerts().insertAlert(alert));
    put("alert", id, 1);
    mute = services.alerts().mute(change(), AlertKind.UNUSED, subject, null).id();
  }

  /** Makes them in the state in which a form of a route changes something. */
  static FreshRecords make(Management management, Route route) {
    return new FreshRecords(management, "org-" + UUID.randomUUID(), route);
  }

  static ChangeContext change() {
    return new ChangeContext(SETUP, UUID.randomUUID().toString(), null, null);
  }

  private void put(String name, String id, long version) {
    ids.put(name, id);
    versions.put(name, version);
  }

  private Generated generate(Integration integration) {
    return (Generated)
        services
            .apiKeys()
            .generate(
                change(),
                new NewKeyRequest(
                    integration.organizationId(),
                    integration.id(),
                    "Key",
                    Environment.STAGING,
                    List.of("orders:read"),
                    null,
                    null));
  }

  private void prepareState(Route route, Agent agent, Integration integration, Generated key) {
    String path = route.path().text();
    String organization = integration.organizationId();
    if (path.endsWith("/enable")) {
      Integration disabled =
          services
              .integrations()
              .disable(change(), organization, integration.id(), "test", ExpectedVersion.ANY);
      put("integration", integration.id(), disabled.version());
    } else if (path.endsWith("/lift-restriction")) {
      Agent restricted =
          services
              .agents()
              .restrict(change(), organization, agent.id(), "test", ExpectedVersion.ANY);
      put("agent", agent.id(), restricted.version());
    } else if (path.contains("/rotation")) {
      KeyRotationRequest rotation = new KeyRotationRequest(Duration.ofHours(1), Duration.ofDays(7));
      services.apiKeys().rotate(change(), key.record().ref(), rotation, ExpectedVersion.ANY);
      long version = services.apiKeys().get(SETUP, key.record().ref()).record().version();
      put("key", key.record().ref().keyId(), version);
    } else if (path.startsWith("/plans/{")) {
      String name = "plan-" + UUID.randomUUID();
      services.plans().create(change(), name, "60/minute");
      put("plan", name, 1);
    } else if (path.startsWith("/signing-keys/{")) {
      prepareSigningKey(path);
    }
  }

  /** The next key before it signs, or the one that signed before. */
  private void prepareSigningKey(String path) {
    SigningKeyView next =
        services.signingKeys().list(SETUP).stream()
            .filter(key -> key.signsFrom() != null)
            .findFirst()
            .orElseGet(() -> services.signingKeys().prepareNext(change(), null));
    if (!path.endsWith("/activate")) {
      String before = services.signingKeys().currentKey().keyId();
      services.signingKeys().activate(change(), next.keyId(), true, ExpectedVersion.ANY);
      next =
          services.signingKeys().list(SETUP).stream()
              .filter(key -> key.keyId().equals(before))
              .findFirst()
              .orElseThrow();
    }
    put("signingKey", next.keyId(), next.version());
  }

  String id(String name) {
    return ids.get(name);
  }

  String keyText() {
    return keyText;
  }

  /** Returns the path of a route to these records, below the console's. */
  String path(Route route) {
    return path(route, ids);
  }

  static String path(Route route, Map<String, String> ids) {
    String path = route.path().text();
    for (String name : route.path().parameters()) {
      path = path.replace("{" + name + "}", ids.getOrDefault(name, "none"));
    }
    return path.substring(1);
  }

  /** Returns the fields with which a form changes something. */
  Map<String, String> fields(Route route) {
    String path = route.path().text();
    Map<String, String> fields = new LinkedHashMap<>();
    int parameter = path.lastIndexOf('{');
    String last = path.substring(parameter < 0 ? 1 : path.indexOf('}', parameter) + 1);
    switch (last) {
      case "organizations", "/agents" -> fields.put("name", "New one");
      case "/integrations" -> {
        fields.putAll(Map.of("name", "New one", "agentId", ids.get("agent")));
        fields.put("nonce", UUID.randomUUID().toString());
      }
      case "/rename" -> fields.put("name", "Renamed");
      case "/disable", "/restrict" -> fields.put("reason", "A reason");
      case "/keys" -> fields.putAll(newKey());
      case "/keys/env-file", "check" -> fields.put("key", keyText);
      case "/rotate" -> fields.putAll(rotation());
      case "/revoke" -> fields.putAll(revocation(path));
      case "/keys/revoke-preview" -> fields.put("key", ids.get("key"));
      case "/keys/revoke-selected" ->
          fields.putAll(Map.of("key", ids.get("key"), "cause", "unused", "text", ""));
      case "plans" ->
          fields.putAll(Map.of("name", "new-" + UUID.randomUUID(), "policies", "60/minute"));
      case "/change" -> fields.put("policies", "90/minute");
      case "/plan" -> fields.put("plan", "development");
      case "/acknowledge" -> fields.put("note", "A note");
      case "/mute" -> fields.put("period", "24 hours");
      case "/alerts/unmute" -> fields.put("mute", mute);
      case "" -> fields.put("enabled", "false");
      case "/search" -> fields.put("q", "Integration");
      case "/retire" -> fields.put("acceptedKeys", countSignedKeys());
      case "/activate" -> fields.put("force", "yes");
      default -> {}
    }
    if (last.matches(
            "|/(rename|disable|enable|restrict|lift-restriction|rotate|rotation/cancel|plan|change|delete|acknowledge)")
        || path.startsWith("/signing-keys/{")) {
      List<String> names = List.copyOf(route.path().parameters());
      fields.put("version", String.valueOf(versions.get(names.get(names.size() - 1))));
    }
    if (last.equals("organizations") || last.equals("/agents")) {
      fields.put("id", "new-" + UUID.randomUUID());
      fields.put("drawnId", "new_" + UUID.randomUUID());
    }
    return fields;
  }

  private String countSignedKeys() {
    return services.signingKeys().list(SETUP).stream()
        .filter(key -> key.keyId().equals(ids.get("signingKey")))
        .map(key -> String.valueOf(key.unexpiredKeys()))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> newKey() {
    return Map.of(
        "name", "New one",
        "environment", "staging",
        "permissions", "orders:read",
        "morePermissions", "",
        "lifetime", "preset",
        "expiresAt", "",
        "plan", "",
        "nonce", Instant.now().getEpochSecond() + "." + UUID.randomUUID());
  }

  private static Map<String, String> rotation() {
    String deadline = Instant.now().plus(Duration.ofDays(14)).toString().substring(0, 10);
    return Map.of("grace", "PT24H", "deadline", deadline, "nonce", UUID.randomUUID().toString());
  }

  private static Map<String, String> revocation(String path) {
    if (path.startsWith("/signing-keys")) {
      return Map.of("reason", "A reason");
    }
    return Map.of("cause", "leaked", "text", "", "when", "now", "at", "");
  }
}
