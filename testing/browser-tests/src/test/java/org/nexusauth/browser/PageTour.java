package org.nexusauth.browser;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.PageRequest;
import org.openqa.selenium.By;

/** Every page and state, for checks that hold for all. */
final class PageTour {
  private static final Operator READER = new Operator("reader", Role.ADMIN, Set.of());
  private static final PageRequest ALL = new PageRequest(100, null);
  private static final String ORGANIZATION = "organizations/acme/";

  private final ManagementServices services;
  private final SampleRecords records;
  private final List<Stop> stops = new ArrayList<>();

  private PageTour(RunningConsole console) {
    services = console.application().management().services();
    records = console.records();
  }

  /**
   * A page in a state.
   *
   * @param name its name, for pictures
   * @param path its path below the console's
   * @param steps what leads from it to the state
   */
  record Stop(String name, String path, Consumer<Chrome> steps) {
    /** Returns whether the page says that something is not there. */
    boolean isNotFound() {
      return name.startsWith("not-found");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static PageTour prepare(RunningConsole console) {
    PageTour tour = new PageTour(console);
    tour.addLists();
    tour.addIntegrations();
    tour.addKeys();
    tour.addForms();
    tour.addUsage();
    tour.addAlerts();
    tour.addAdministration();
    tour.addProblems();
    return tour;
  }

  Stream<Stop> stops() {
    return stops.stream();
  }

  private void add(String name, String path) {
    add(name, path, chrome -> {});
  }

  private void add(String name, String path, Consumer<Chrome> steps) {
    stops.add(new Stop(name, path, steps));
  }

  private void addLists() {
    add("integrations", ORGANIZATION + "integrations");
    add("integrations-many", "organizations/initech/integrations?limit=200");
    add("integrations-next", ORGANIZATION + "integrations?limit=2");
    add("integrations-filtered", ORGANIZATION + "integrations?disabled=true");
    add("integrations-none-found", ORGANIZATION + "integrations?q=nothing-like-it");
    add("integrations-empty", "organizations/" + SampleRecords.EMPTY + "/integrations");
    add("keys", ORGANIZATION + "keys");
    add("keys-filtered", ORGANIZATION + "keys?state=revoked");
    add("keys-none-found", ORGANIZATION + "keys?q=nothing-like-it");
    add("keys-empty", "organizations/" + SampleRecords.EMPTY + "/keys");
    add("search-found", ORGANIZATION + "integrations", chrome -> search(chrome, "orders"));
    add("search-nothing", ORGANIZATION + "integrations", chrome -> search(chrome, "zzzz"));
    add("search-key", ORGANIZATION + "integrations", this::searchKey);
  }

  private static void search(Chrome chrome, String text) {
    chrome.fill("q", text);
    chrome.press("Search");
  }

  private void searchKey(Chrome chrome) {
    chrome.fill("q", records.keyTexts.get(0));
    chrome.press("Search");
  }

  private void addIntegrations() {
    int number = 0;
    for (Integration integration : integrations()) {
      add("integration-" + ++number, pathOf(integration));
    }
    Integration first = integration("Billing export");
    add("integration-settings", pathOf(first) + "/settings");
    add("integration-disable", pathOf(first) + "/disable");
    add("integration-disabled-settings", pathOf(disabledIntegration()) + "/settings");
    add("integration-disable-errors", pathOf(first) + "/disable", chrome -> pressDanger(chrome));
    add(
        "integration-rename-errors",
        pathOf(first) + "/settings",
        chrome -> {
          chrome.fill("name", "x".repeat(100));
          chrome.press("Rename");
        });
    add("integration-new", ORGANIZATION + "integrations/new");
    add("integration-new-no-agents", "organizations/" + SampleRecords.EMPTY + "/integrations/new");
    add(
        "integration-new-errors",
        ORGANIZATION + "integrations/new",
        chrome -> chrome.press("Create Integration"));
  }

  private void addKeys() {
    for (KeyState state : KeyState.values()) {
      keys().stream()
          .filter(key -> key.state() == state)
          .findFirst()
          .ifPresent(key -> addKey(state.name().toLowerCase(Locale.ROOT), key));
    }
    String rotating = pathOf(key(view -> view.state() == KeyState.RETIRING));
    add("rotation", rotating + "/rotation");
    add("rotation-cancel", rotating + "/rotation/cancel");
    Integration first = integration("Billing export");
    add("revoke-preview-nothing", pathOf(first), chrome -> chrome.press("Revoke selected keys …"));
    add("revoke-preview", pathOf(first), PageTour::previewRevocation);
  }

  private void addKey(String state, ApiKeyView key) {
    add("key-" + state, pathOf(key));
    add("rotate-" + state, pathOf(key) + "/rotate");
    add("revoke-" + state, pathOf(key) + "/revoke");
  }

  private static void previewRevocation(Chrome chrome) {
    chrome.driver().findElements(By.name("key")).forEach(box -> box.click());
    chrome.press("Revoke selected keys …");
  }

  private static void pressDanger(Chrome chrome) {
    chrome.driver().findElement(By.cssSelector("button.danger")).click();
  }

  private void addForms() {
    Integration first = integration("Billing export");
    String generate = pathOf(first) + "/keys/new";
    add("generate", generate);
    add("generate-disabled", pathOf(disabledIntegration()) + "/keys/new");
    add("generate-errors", generate, PageTour::sendWrongKey);
    add("reveal", generate, PageTour::generateKey);
    add("reveal-again", generate, PageTour::sendTwice);
    String active = pathOf(key(view -> view.state() == KeyState.ACTIVE));
    add("rename-key-errors", active, PageTour::renameWrongly);
    add("revoke-errors", active + "/revoke", PageTour::pressUnchecked);
    add("check", "check");
    add("check-accepted", "check", chrome -> check(chrome, records.keyTexts.get(1)));
    add("check-revoked", "check", chrome -> check(chrome, records.keyTexts.get(2)));
    add("check-garbage", "check", chrome -> check(chrome, "<b>no key</b>"));
  }

  private static void check(Chrome chrome, String text) {
    chrome.fill("key", text);
    chrome.press("Check the key");
  }

  /** Sends a form that the browser itself would not send. */
  private static void pressUnchecked(Chrome chrome) {
    chrome
        .driver()
        .executeScript("document.querySelectorAll('form').forEach(f => { f.noValidate = true; })");
    pressDanger(chrome);
  }

  private static void renameWrongly(Chrome chrome) {
    chrome
        .driver()
        .executeScript("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    chrome.fill("name", "x".repeat(100));
    chrome.driver().findElement(By.cssSelector("form.narrow button")).click();
  }

  private static void sendWrongKey(Chrome chrome) {
    chrome
        .driver()
        .executeScript("document.querySelectorAll('form').forEach(f => { f.noValidate = true; })");
    chrome.press("Generate API key");
  }

  static void generateKey(Chrome chrome) {
    chrome.fill("name", "Nightly export");
    chrome.driver().findElement(By.cssSelector("input[value=staging]")).click();
    chrome.fill("morePermissions", "orders:read");
    chrome.press("Generate API key");
  }

  /** The browser's button Back, and the same form again. */
  private static void sendTwice(Chrome chrome) {
    generateKey(chrome);
    chrome.driver().navigate().refresh();
  }

  private void addUsage() {
    String integration = pathOf(integration("Billing export"));
    for (String period : List.of("1h", "24h", "12m")) {
      add("usage-" + period, ORGANIZATION + "usage?period=" + period);
    }
    add("usage-empty", "organizations/" + SampleRecords.EMPTY + "/usage");
    add("usage-integration", integration + "/usage");
    add("usage-wrong", ORGANIZATION + "usage?period=3h");
    add("errors", ORGANIZATION + "errors?limit=5");
    add("errors-integration", integration + "/errors?limit=3&reason=rate_limited");
    add("errors-none-found", ORGANIZATION + "errors?requestId=none");
    add("errors-wrong", ORGANIZATION + "errors?reason=none");
    add("errors-empty", "organizations/" + SampleRecords.EMPTY + "/errors");
    String key = pathOf(key(view -> view.record().label().name().equals("Staging")));
    add("usage-key", key + "/usage");
    add("errors-key", key + "/errors?limit=3");
  }

  private void addAlerts() {
    add("alerts", ORGANIZATION + "alerts");
    add("alerts-filtered", ORGANIZATION + "alerts?severity=info&state=closed");
    add("alerts-none", "organizations/" + SampleRecords.EMPTY + "/alerts");
    add("alert", "alerts/" + SampleAlerts.OPEN);
    add("alert-closed", "alerts/sample-closed");
    add("alert-rules", ORGANIZATION + "alert-rules");
    add("alert-rule", ORGANIZATION + "alert-rules/traffic-spike");
    add("alert-channels", "alert-channels");
  }

  private void addAdministration() {
    add("audit", ORGANIZATION + "audit");
    add("audit-next", ORGANIZATION + "audit?limit=3");
    add("audit-none-found", ORGANIZATION + "audit?actor=nobody");
    add("audit-of-all", "audit");
    add("audit-chain", "audit", chrome -> chrome.press("Verify the chain"));
    add("signing-keys", "signing-keys");
    add("signing-key-prepare", "signing-keys/prepare");
    services
        .signingKeys()
        .list(READER)
        .forEach(
            key -> {
              String path = "signing-keys/" + key.keyId();
              String state = key.state().name().toLowerCase(Locale.ROOT);
              List.of("activate", "roll-back", "retire", "revoke")
                  .forEach(what -> add("signing-key-" + state + '-' + what, path + '/' + what));
            });
    add("plans", "plans");
    add("plans-errors", "plans", chrome -> chrome.press("Add plan"));
    add("plan", "plans/default");
    add("plan-recorded", "plans/gold");
    add("agents", ORGANIZATION + "agents");
    add("agents-empty", "organizations/" + SampleRecords.EMPTY + "/agents");
    add("agent", ORGANIZATION + "agents/acme-orders");
    add("agent-restricted", ORGANIZATION + "agents/acme-reports");
    add("agent-restrict", ORGANIZATION + "agents/acme-orders/restrict");
    add("agents-errors", ORGANIZATION + "agents", chrome -> chrome.press("Add agent"));
    add("organizations", "organizations");
    add("organization-rename", "organizations/acme/rename");
    add("organizations-errors", "organizations", chrome -> chrome.press("Add organization"));
  }

  private void addProblems() {
    add("not-found", "nothing");
    add("not-found-key", pathOf(integrations().get(0)) + "/keys/none");
    add("wrong-query", ORGANIZATION + "integrations?color=red");
    add("link-not-valid", "sign-in?token=used");
    add("signed-out", "signed-out");
    add("notice", "organizations/acme/rename", chrome -> chrome.press("Rename"));
  }

  private List<Integration> integrations() {
    IntegrationQuery query =
        new IntegrationQuery("acme", null, null, null, null, null, Instant.now());
    return services.integrations().list(READER, query, ALL).items();
  }

  private Integration integration(String name) {
    return integrations().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  private Integration disabledIntegration() {
    return integrations().stream()
        .filter(one -> one.disablement() != null)
        .findFirst()
        .orElseThrow();
  }

  private List<ApiKeyView> keys() {
    ApiKeyQuery query = new ApiKeyQuery("acme", null, null, null, null, null, null, Instant.now());
    return services.apiKeys().list(READER, query, ALL).items();
  }

  private ApiKeyView key(Predicate<ApiKeyView> wanted) {
    return keys().stream().filter(wanted).findFirst().orElseThrow();
  }

  static String pathOf(Integration integration) {
    return "organizations/" + integration.organizationId() + "/integrations/" + integration.id();
  }

  static String pathOf(ApiKeyView key) {
    var ref = key.record().ref();
    return "organizations/"
        + ref.organizationId()
        + "/integrations/"
        + ref.integrationId()
        + "/keys/"
        + ref.keyId();
  }
}
