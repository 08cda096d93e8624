package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nexusauth.testkit.RecordFixtures.NOW;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.model.Suspension;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.PageCursor;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** Lists by name: their order, their parts, what a text finds. */
abstract class RecordListTests extends AuditRecordTests {
  static final PageRequest ALL = new PageRequest(PageRequest.MAX_LIMIT, null);

  RecordListTests() {}

  /** Returns all items, read in parts of a size. */
  static <T> List<T> readParts(int size, Function<PageRequest, ResultPage<T>> list) {
    List<T> items = new ArrayList<>();
    String cursor = null;
    do {
      ResultPage<T> part = list.apply(new PageRequest(size, cursor));
      assertTrue(part.items().size() <= size, "a part has at most " + size + " items");
      items.addAll(part.items());
      cursor = part.nextCursor();
      assertTrue(items.size() < 1_000, "the parts never end");
    } while (cursor != null);
    return items;
  }

  @Test
  void organizations_areListedByName_inParts() {
    List<Organization> expected = new ArrayList<>();
    for (String name : List.of("Alpha", "beta", "Gamma")) {
      expected.add(new Organization(name + fixtures.mark, name, NOW, 1));
    }
    expected.forEach(one -> insert(all -> all.insertOrganization(one)));
    Set<String> ids =
        Set.of(expected.get(0).id(), expected.get(1).id(), expected.get(2).id(), "none");

    assertEquals(expected, readParts(2, page -> read(all -> all.listOrganizations(ids, page))));
    assertEquals(List.of(), read(all -> all.listOrganizations(Set.of(), ALL)).items());
    List<Organization> found =
        readParts(200, page -> read(all -> all.listOrganizations(null, page)));
    assertTrue(found.containsAll(expected), "null lists all organizations");
  }

  @Test
  void agents_areListedByNameIgnoringCase_thenById() {
    List<Agent> expected =
        List.of(
            fixtures.agent("c" + fixtures.mark, "Ada"),
            fixtures.agent("a" + fixtures.mark, "bob"),
            fixtures.agent("b" + fixtures.mark, "Bob"),
            fixtures.agent("e" + fixtures.mark, "Zoe"),
            fixtures.agent("d" + fixtures.mark, "Ärger"),
            fixtures.agent("f" + fixtures.mark, "漢"),
            fixtures.agent("g" + fixtures.mark, "\uD83D\uDD11"));
    List<Agent> shuffled = new ArrayList<>(expected);
    Collections.reverse(shuffled);
    shuffled.forEach(one -> insert(all -> all.insertAgent(one)));
    RecordFixtures other = new RecordFixtures();
    insert(all -> all.insertAgent(other.agent(other.agentId, "Ada")));

    for (int size = 1; size <= expected.size() + 1; size++) {
      assertEquals(expected, readParts(size, page -> listAgents(null, page)));
    }
  }

  private ResultPage<Agent> listAgents(@Nullable String text, PageRequest page) {
    return read(all -> all.listAgents(fixtures.organizationId, text, page));
  }

  @Test
  void part_thatIsTheLast_hasNoCursor() {
    for (int i = 0; i < 4; i++) {
      Agent agent = fixtures.agent("a" + i + fixtures.mark, "Agent " + i);
      insert(all -> all.insertAgent(agent));
    }

    String cursor = listAgents(null, new PageRequest(2, null)).nextCursor();

    assertNull(listAgents(null, new PageRequest(4, null)).nextCursor(), "all four are there");
    assertNull(listAgents(null, new PageRequest(2, cursor)).nextCursor(), "no more than four");
  }

  @Test
  void writesBetweenParts_neitherRepeatNorSkipItems() {
    List<String> names = List.of("b", "d", "f", "h");
    names.forEach(name -> insert(all -> all.insertAgent(agentNamed(name))));
    ResultPage<Agent> first = listAgents(null, new PageRequest(2, null));

    insert(all -> all.insertAgent(agentNamed("a")));
    insert(all -> all.insertAgent(agentNamed("e")));
    List<Agent> rest =
        readParts(
            1,
            page ->
                listAgents(
                    null, page.cursor() == null ? new PageRequest(1, first.nextCursor()) : page));

    assertEquals(List.of("b", "d"), first.items().stream().map(Agent::name).toList());
    assertEquals(List.of("e", "f", "h"), rest.stream().map(Agent::name).toList());
  }

  private Agent agentNamed(String name) {
    return fixtures.agent(name + fixtures.mark, name);
  }

  @Test
  void text_findsPartsOfNamesAndIds_ignoringCase() {
    Agent shop = fixtures.agent("X-1-" + fixtures.mark, "Ünder 100% _Shop_");
    Agent quote = fixtures.agent("y-2-" + fixtures.mark, "O'Brien \\ \"Co\"");
    Agent plain = fixtures.agent("z-3-" + fixtures.mark, "Plain 1000 xShopx");
    List.of(shop, quote, plain).forEach(one -> insert(all -> all.insertAgent(one)));

    assertFound(List.of(shop), "üNDER");
    assertFound(List.of(shop), "100%");
    assertFound(List.of(shop), "%");
    assertFound(List.of(shop), "_shop_");
    assertFound(List.of(quote), "o'b");
    assertFound(List.of(quote), "\\");
    assertFound(List.of(quote), "\"co\"");
    assertFound(List.of(shop), "x-1-");
    assertFound(List.of(quote), "Y-2-" + fixtures.mark.substring(0, 3));
    assertFound(List.of(), "'; DROP TABLE agent; --");
    assertFound(List.of(), "O_Brien");
    assertFound(List.of(), "Plain%Shop");
    assertFound(List.of(quote, plain, shop), "");
    assertFound(List.of(), "\uD83D\uDD11");
  }

  private void assertFound(List<Agent> expected, String text) {
    assertEquals(expected, listAgents(text, ALL).items(), () -> "found by " + text);
  }

  @Test
  void integrations_areFoundByEachFilter_inParts() {
    Suspension off = new Suspension(NOW, "eve", "incident");
    Integration one = integration("1", "One", "agt-1", null);
    Integration three = integration("3", "three", "agt-1", off);
    Integration two = integration("2", "Two", "agt-2", off);
    List.of(one, two, three).forEach(item -> insert(all -> all.insertIntegration(item)));

    assertFound(List.of(one, three, two), query(null, null, null));
    assertFound(List.of(one, three), query("agt-1", null, null));
    assertFound(List.of(three, two), query(null, true, null));
    assertFound(List.of(one), query(null, false, null));
    assertFound(List.of(three), query("agt-1", true, "HRE"));
    assertFound(List.of(two), query(null, null, "2-" + fixtures.mark));
    assertFound(List.of(), query("agt-3", null, null));
  }

  private Integration integration(
      String id, String name, String agentId, @Nullable Suspension disablement) {
    return new Integration(
        fixtures.organizationId,
        id + "-" + fixtures.mark,
        name,
        agentId,
        disablement,
        NOW,
        "ada",
        1);
  }

  private IntegrationQuery query(
      @Nullable String agentId, @Nullable Boolean disabled, @Nullable String text) {
    return new IntegrationQuery(fixtures.organizationId, agentId, disabled, null, null, text, NOW);
  }

  void assertFound(List<Integration> expected, IntegrationQuery query) {
    for (int size : new int[] {1, 2, 3}) {
      assertEquals(
          expected,
          readParts(size, page -> read(all -> all.listIntegrations(query, page))),
          () -> "found by " + query);
    }
  }

  @Test
  void cursor_ofAnotherListOrOfNone_isInvalid() {
    for (String name : List.of("a", "b")) {
      insert(all -> all.insertAgent(agentNamed(name)));
    }
    String good =
        Objects.requireNonNull(listAgents(null, new PageRequest(1, null)).nextCursor(), "cursor");

    for (String wrong :
        List.of(
            "",
            "x",
            "%00",
            good + "A",
            good.substring(1),
            "A".repeat(10_000),
            PageCursor.afterName(PageCursor.ORGANIZATIONS, "a", "a").encode(),
            new PageCursor(PageCursor.AGENTS, List.of("a")).encode())) {
      assertKind(Kind.INVALID, () -> listAgents(null, new PageRequest(1, wrong)));
    }
    assertKind(Kind.INVALID, () -> new PageRequest(0, null));
    assertKind(Kind.INVALID, () -> new PageRequest(201, null));
  }
}
