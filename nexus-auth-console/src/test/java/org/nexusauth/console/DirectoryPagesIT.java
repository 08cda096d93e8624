package org.nexusauth.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.console.ConsoleClient.Answer;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.apikey.NewKeyRequest;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.store.AgentDirectory;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The pages of organizations, agents, integrations and lists of keys. */
class DirectoryPagesIT {
  private static final String HOSTILE = "<script>alert(1)</script>\"'&";
  private static final ChangeContext SETUP =
      new ChangeContext(new Operator("setup", Role.ADMIN, Set.of()), "setup", null, null);

  private static TestManagement management;
  private static ConsoleServer server;
  private static int organizations;

  private String organization;
  private PageSession admin;

  @BeforeAll
  static void start() throws Exception {
    management = new TestManagement();
    server = ConsoleServer.start(() -> management.services);
    createOrganization("acme");
    createOrganization("other");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static void createOrganization(String id) {
    management.services.organizations().create(SETUP, id, "Organization " + id);
    management.services.agents().create(SETUP, id, id + "-agent", "Agent of " + id);
  }

  @BeforeEach
  void prepare() {
    organization = "org" + ++organizations;
    createOrganization(organization);
    admin = PageSession.open(server, "admin");
  }

  private String path(String... segments) {
    return "/organizations/" + organization + "/" + String.join("/", segments);
  }

  private String agentId() {
    return organization + "-agent";
  }

  private Integration createIntegration(String name) {
    return management.services.integrations().create(SETUP, organization, name, agentId());
  }

  private ApiKeyRecord createKey(Integration integration, String name) {
    NewKeyRequest order =
        new NewKeyRequest(
            integration.organizationId(),
            integration.id(),
            name,
            Environment.PRODUCTION,
            List.of("read"),
            null,
            null);
    return management.services.apiKeys().generate(SETUP, order).record();
  }

  private long countEvents() {
    return management.services.auditLog().verify(SETUP.operator()).events();
  }

  private static void assertStatus(Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
  }

  private static Stream<Arguments> pages() {
    return Stream.of("integrations", "integrations/new", "keys", "agents", "agents/x", "rename")
        .map(page -> argumentSet(page, page));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void organization_ofOthers_looksLikeAMissingOne(String page) {
    PageSession rival = PageSession.open(server, "rival");
    Answer theirs = rival.get("/organizations/acme/" + page);
    Answer missing = rival.get("/organizations/missing/" + page);
    assertThat(theirs.status()).isIn(403, 404).isEqualTo(missing.status());
    assertThat(theirs.body()).doesNotContain("Organization acme");
  }

  private static Stream<Arguments> formsAboveTheRole() {
    return Stream.of(
        argumentSet("a viewer adds", "viewer", "/organizations/acme/integrations"),
        argumentSet("a viewer renames", "viewer", "/organizations/acme/integrations/x/rename"),
        argumentSet("a viewer disables", "viewer", "/organizations/acme/integrations/x/disable"),
        argumentSet("a viewer enables", "viewer", "/organizations/acme/integrations/x/enable"),
        argumentSet("an operator adds an agent", "operator", "/organizations/acme/agents"),
        argumentSet("an operator restricts", "operator", "/organizations/acme/agents/x/restrict"),
        argumentSet("an operator adds an organization", "operator", "/organizations"),
        argumentSet("an operator renames it", "operator", "/organizations/acme/rename"));
  }

  @ParameterizedTest
  @MethodSource("formsAboveTheRole")
  void form_aboveTheRole_is403(String user, String form) {
    PageSession session = PageSession.open(server, user);
    assertStatus(session.get("/organizations/acme/integrations"), 200);
    assertStatus(session.submit(form, Map.of("name", "x")), 403);
  }

  @Test
  void pages_ofNoOrganization_showTheOperatorsOwn() {
    createIntegration("Hidden");
    String own = admin.get("/organizations").body();
    assertThat(own).contains(organization);
    PageSession rival = PageSession.open(server, "rival");
    Answer list = rival.get("/organizations");
    assertStatus(list, 200);
    assertThat(list.body()).doesNotContain(organization, "organizations/acme");
    assertThat(rival.get("/").header("Location")).doesNotContain("acme", organization);
  }

  @Test
  void viewer_seesNoButtonsOfOperators() {
    PageSession viewer = PageSession.open(server, "viewer");
    String list = viewer.get("/organizations/acme/integrations").body();
    assertThat(list).contains("No integrations yet.").doesNotContain("Add integration");
  }

  @Test
  void integration_added_leadsToItsFirstKey() {
    assertThat(admin.get(path("integrations")).body())
        .contains("No integrations yet.", "Add integration");
    assertThat(admin.get(path("integrations", "new")).body()).contains("API", "Create Integration");
    Answer created =
        admin.submitOnce(path("integrations"), Map.of("name", "Orders", "agentId", agentId()));
    assertStatus(created, 303);
    String target = created.header("Location");
    assertThat(target).endsWith("?notice=integration-created").doesNotContain("://");
    String id = target.replaceAll(".*/(int_[^?]*)\\?.*", "$1");
    assertThat(admin.get(path("integrations", id) + "?notice=integration-created").body())
        .contains("The integration was created.", "Generate your first key", "Agent of ");
    assertThat(admin.get(path("integrations")).body()).contains("Orders", "Never used", "none");
  }

  @Test
  void integration_ofAFormThatIsSentTwice_isMadeOnce() {
    admin.get(path("integrations", "new"));
    Map<String, String> fields = Map.of("name", "Orders", "agentId", agentId());
    Answer first = admin.submitOnce(path("integrations"), fields);
    long events = countEvents();
    Answer second = admin.submitOnce(path("integrations"), fields);

    assertStatus(second, 303);
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(countEvents()).isEqualTo(events);
    Map<String, String> other = Map.of("name", "Returns", "agentId", agentId());
    assertThat(admin.submitOnce(path("integrations"), other).header("Location"))
        .isNotEqualTo(first.header("Location"));
    admin.get(path("integrations", "new"));
    assertStatus(admin.submitOnce(path("integrations"), fields), 409);
    assertStatus(admin.submit(path("integrations"), fields), 400);
  }

  private static Stream<Arguments> wrongInputs() {
    return Stream.of(
        argumentSet("nothing", "", "", 400, "error-name"),
        argumentSet("no agent", "Orders", "", 400, "error-agentId"),
        argumentSet("unknown agent", "Orders", "nobody", 400, "error-agentId"),
        argumentSet("long name", "x".repeat(81), "AGENT", 400, "error-name"),
        argumentSet("a taken name", "TAKEN", "AGENT", 409, "error-name"),
        argumentSet("restricted agent", "Orders", "restricted", 409, "error-agentId"));
  }

  @ParameterizedTest
  @MethodSource("wrongInputs")
  void integration_withWrongInput_keepsWhatWasTyped(
      String name, String agent, int status, String error) {
    createIntegration("taken");
    String restricted = organization + "-restricted";
    management.services.agents().create(SETUP, organization, restricted, "Reports");
    management
        .services
        .agents()
        .restrict(SETUP, organization, restricted, "Under review", ExpectedVersion.ANY);
    admin.get(path("integrations", "new"));
    long before = countEvents();
    Map<String, String> fields =
        Map.of(
            "name",
            name,
            "agentId",
            agent.replace("AGENT", agentId()).replace("restricted", restricted));
    Answer answer = admin.submitOnce(path("integrations"), fields);
    assertStatus(answer, status);
    assertThat(answer.body())
        .contains("id=\"" + error + "\"", "Nothing was changed.", "value=\"" + name + "\"")
        .contains("restricted: Under review");
    assertThat(countEvents()).isEqualTo(before);
  }

  @Test
  void form_withAnUnknownField_changesNothing() {
    admin.get(path("integrations", "new"));
    Map<String, String> fields =
        Map.of("name", "Orders", "agentId", agentId(), "disabled", "false");
    assertStatus(admin.submitOnce(path("integrations"), fields), 400);
    assertThat(admin.get(path("integrations")).body()).contains("No integrations yet.");
  }

  @Test
  void agents_tooManyForAList_areSearchedWithoutAnotherChange() {
    for (int i = 0; i < 101; i++) {
      management.services.agents().create(SETUP, organization, null, "Driver " + i);
    }
    assertThat(admin.get(path("integrations", "new")).body()).contains("Find an agent");
    Map<String, String> fields =
        Map.of("name", "Tours", "agentText", "driver 77", "find", "agents", "agentId", "");
    Answer found = admin.submitOnce(path("integrations"), fields);
    assertStatus(found, 200);
    assertThat(found.body()).contains("Driver 77", "value=\"Tours\"").doesNotContain("Driver 78");
    assertThat(admin.get(path("integrations")).body()).contains("No integrations yet.");
  }

  @Test
  void rename_ofAnotherVersion_saysWhatIsThereNow() {
    Integration integration = createIntegration("Before");
    String one = path("integrations", integration.id());
    admin.get(one + "/settings");
    management
        .services
        .integrations()
        .rename(SETUP, organization, integration.id(), "Meanwhile", ExpectedVersion.ANY);
    Answer stale = admin.submitVersion(one + "/rename", Map.of("name", "Mine"));
    assertStatus(stale, 412);
    assertThat(stale.body()).contains("Now its name is “Meanwhile”", "value=\"Meanwhile\"");
    assertStatus(admin.submitVersion(one + "/rename", Map.of("name", "Mine")), 303);
    assertThat(admin.get(one).body()).contains("<h1><bdi>Mine</bdi></h1>");
  }

  @Test
  void integration_disabled_saysHowManyKeysStop() {
    Integration integration = createIntegration("Orders");
    createKey(integration, "Production");
    String one = path("integrations", integration.id());
    assertThat(admin.get(one + "/disable").body()).contains("1 key stops working");
    assertThat(admin.submitVersion(one + "/disable", Map.of("reason", "")).body())
        .contains("id=\"error-reason\"");
    assertStatus(admin.submitVersion(one + "/disable", Map.of("reason", HOSTILE)), 303);
    assertThat(admin.get(one).body())
        .contains("This integration is disabled", "&lt;script&gt;alert(1)")
        .doesNotContain("<script>alert");
    assertThat(admin.get(path("integrations")).body()).contains("1 denied", "disabled");
    assertThat(admin.get(one + "/settings").body()).contains("1 key of it");
    assertStatus(admin.submitVersion(one + "/enable", Map.of()), 303);
    assertThat(admin.get(path("integrations")).body()).contains("1 active");
  }

  @Test
  void keys_revoked_areFoldedAway() {
    Integration integration = createIntegration("Orders");
    createKey(integration, "Live one");
    ApiKeyRecord old = createKey(integration, "Old one");
    KeyRevocationRequest order = new KeyRevocationRequest(Cause.LEAKED, "in a chat", null);
    management.services.apiKeys().revoke(SETUP, old.ref(), order, ExpectedVersion.ANY);
    String page = admin.get(path("integrations", integration.id())).body();
    assertThat(page).contains("1 revoked or expired", "Never used", "Revoke selected keys");
    assertThat(page.indexOf("Live one")).isLessThan(page.indexOf("<details class=\"ended\">"));
    assertThat(page.indexOf("Old one")).isGreaterThan(page.indexOf("<details class=\"ended\">"));
    assertThat(admin.get(path("keys") + "?state=revoked&q=&unusedFor=&expiresBefore=").body())
        .contains("Old one", "Orders")
        .doesNotContain("Live one");
    assertStatus(admin.get(path("keys") + "?expiresBefore=soon"), 400);
    assertThat(admin.get(path("keys") + "?environment=development").body())
        .contains("No key fits these filters", "value=\"development\" selected");
    assertThat(admin.get(path("keys") + "?environment=production").body()).contains("Live one");
  }

  @Test
  void filters_thatFindNothing_canBeCleared() {
    createIntegration("Orders");
    String filtered = admin.get(path("integrations") + "?q=nothing&disabled=&agent=").body();
    assertThat(filtered).contains("No integration fits these filters.", "Show all integrations");
    String page =
        admin.get(path("integrations") + "?q=ord&disabled=false&agent=" + agentId()).body();
    assertThat(page).contains("Orders", "value=\"ord\"");
  }

  @Test
  void list_ofManyIntegrations_isReadInPages() {
    for (int i = 10; i < 61; i++) {
      createIntegration("Number " + i);
    }
    String first = admin.get(path("integrations") + "?q=number").body();
    assertThat(first).contains("Number 59").doesNotContain("Number 60");
    String next = first.replaceAll("(?s).*href=\"([^\"]*)\" rel=\"next\".*", "$1");
    String second = admin.get(path("integrations") + next.replace("&amp;", "&")).body();
    assertThat(second).contains("Number 60", "First page").doesNotContain("Number 59");
  }

  @Test
  void agent_restricted_deniesAndIsLifted() {
    createKey(createIntegration("Orders"), "Production");
    admin.get(path("agents"));
    Map<String, String> hostile = Map.of("name", HOSTILE, "id", "");
    assertStatus(admin.submitNew(path("agents"), hostile), 303);
    assertStatus(admin.submitNew(path("agents"), hostile), 303);
    assertThat(admin.get(path("agents")).body())
        .containsOnlyOnce("&lt;script&gt;alert")
        .doesNotContain("<script>alert");
    String one = path("agents", agentId());
    assertThat(admin.get(one + "/restrict").body()).contains("1 key stops working");
    assertStatus(admin.submitVersion(one + "/restrict", Map.of("reason", "Under review")), 303);
    assertThat(admin.get(path("integrations")).body()).contains("agent restricted");
    assertThat(admin.get(one).body()).contains("Under review");
    assertStatus(admin.submitVersion(one + "/lift-restriction", Map.of()), 303);
    assertThat(admin.get(path("integrations")).body()).doesNotContain("agent restricted");
    admin.get(one);
    assertStatus(admin.submitVersion(one + "/rename", Map.of("name", "Renamed")), 303);
    assertThat(admin.get(path("agents")).body()).contains("Renamed");
  }

  @Test
  void organization_addedAndRenamed_isListed() {
    String id = organization + "-new";
    admin.get("/organizations");
    assertStatus(admin.submitNew("/organizations", Map.of("id", id, "name", "New one")), 303);
    Answer taken = admin.submitNew("/organizations", Map.of("id", id, "name", "Another"));
    assertStatus(taken, 409);
    assertThat(taken.body()).contains("id=\"error-id\"");
    admin.get("/organizations/" + id + "/rename");
    assertStatus(
        admin.submitVersion("/organizations/" + id + "/rename", Map.of("name", "Renamed")), 303);
    assertThat(admin.get("/organizations").body()).contains("Renamed").doesNotContain("New one");
  }

  @Test
  void page_ofNoOrganization_keepsTheNavigationOfTheLast() {
    assertThat(admin.get("/plans").body()).doesNotContain(organization);
    admin.get(path("integrations"));
    String plans = admin.get("/plans").body();
    assertThat(plans).contains("organizations/" + organization + "/keys");
    assertThat(plans).contains("<title>Plans · Nexus Auth</title>", "365 days", "production");
  }

  @Test
  void search_findsByNameIdAndLastFour() {
    Integration integration = createIntegration(HOSTILE);
    ApiKeyRecord key = createKey(integration, "Production");
    admin.get(path("integrations"));
    for (String text :
        List.of("alert", integration.id(), "product", "…" + key.marks().lastFour())) {
      Answer found = admin.submit(path("search"), Map.of("q", text));
      assertStatus(found, 200);
      assertThat(found.body()).as(text).contains(integration.id()).doesNotContain("<script>alert");
    }
    assertThat(admin.submit(path("search"), Map.of("q", "zzz")).body()).contains("Nothing fits");
    assertStatus(admin.submit(path("search"), Map.of("q", " ")), 303);
  }

  @Test
  void search_forTheTextOfAKey_doesNotRepeatIt() {
    String key = "eyJhbGciOiJSUzI1NiIsImtpZCI6InQifQ.eyJpc3MiOiJ4In0.c2lnbmF0dXJl";
    admin.get(path("integrations"));
    for (String pasted : List.of(key, " nx_" + key, key.replace("RSU", "RS\nU"), "x".repeat(300))) {
      Answer answer = admin.submit(path("search"), Map.of("q", pasted));
      assertThat(answer.status()).isIn(200, 503);
      assertThat(answer.body()).doesNotContain("eyJpc3M", "xxxxxx", "Nothing fits");
    }
  }

  @Test
  void agents_ofTheApplication_areReadOnlyButCanBeRestricted() throws Exception {
    TestManagement withDirectory = new TestManagement(new ApplicationAgents());
    withDirectory.services.organizations().create(SETUP, "acme", "Acme");
    try (ConsoleServer other = ConsoleServer.start(() -> withDirectory.services)) {
      PageSession session = PageSession.open(other, "admin");
      assertThat(session.get("/organizations/acme/agents").body())
          .contains("These agents are those of the application", "Application agent")
          .doesNotContain("Add agent");
      String one = "/organizations/acme/agents/app-1";
      assertThat(session.get(one).body()).contains("it is renamed there");
      assertStatus(session.submit(one + "/rename", Map.of("name", "x", "version", "0")), 409);
      session.get(one + "/restrict");
      assertStatus(session.submitVersion(one + "/restrict", Map.of("reason", "Review")), 303);
      assertThat(session.get("/organizations/acme/integrations/new").body())
          .contains("restricted: Review");
    }
  }

  /** The one agent of an application. */
  private static final class ApplicationAgents implements AgentDirectory {
    private static Agent agent(String organizationId) {
      return new Agent(organizationId, "app-1", "Application agent", null, Instant.EPOCH, 0);
    }

    @Override
    public Optional<Agent> find(String organizationId, String id) {
      return Optional.of(agent(organizationId)).filter(agent -> agent.id().equals(id));
    }

    @Override
    public ResultPage<Agent> list(String organizationId, @Nullable String text, PageRequest page) {
      return new ResultPage<>(List.of(agent(organizationId)), null);
    }
  }
}
