package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nexusauth.testkit.RecordFixtures.NOW;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.model.Suspension;

/** Records are written once, changed by version, and read as they were written. */
abstract class RecordWritingTests extends RecordsUnderTest {
  RecordWritingTests() {}

  @Test
  void record_thatWasNever_writtenIsNotFound() {
    assertEquals(Optional.empty(), read(all -> all.findOrganization(fixtures.organizationId)));
    assertEquals(
        Optional.empty(), read(all -> all.findAgent(fixtures.organizationId, fixtures.agentId)));
    assertEquals(
        Optional.empty(),
        read(all -> all.findIntegration(fixtures.organizationId, fixtures.integrationId)));
    assertEquals(Optional.empty(), read(all -> all.findApiKey(fixtures.ref("none"))));
    assertEquals(Optional.empty(), read(all -> all.findKeyUse(fixtures.ref("none"))));
    assertEquals(List.of(), read(all -> all.listSigningKeys("none-" + fixtures.mark)));
  }

  @Test
  void organization_isWrittenOnce_andChangedByVersion() {
    Organization first = fixtures.organization();
    insert(all -> all.insertOrganization(first));
    Organization renamed = new Organization(first.id(), "Acme & Söhne", NOW, 2);

    assertFalse(isWritten(all -> all.insertOrganization(renamed)), "the id is taken");
    assertEquals(Optional.of(first), read(all -> all.findOrganization(first.id())));
    assertTrue(isWritten(all -> all.updateOrganization(renamed)), "version 2 follows 1");
    assertFalse(isWritten(all -> all.updateOrganization(renamed)), "version 2 does not follow 2");
    assertFalse(
        isWritten(all -> all.updateOrganization(new Organization(first.id(), "B", NOW, 4))),
        "version 4 does not follow 2");
    assertEquals(Optional.of(renamed), read(all -> all.findOrganization(first.id())));
    assertFalse(
        isWritten(all -> all.updateOrganization(new Organization(first.id() + "x", "B", NOW, 2))),
        "there is none of this id");
  }

  @Test
  void agent_isWrittenOnce_andChangedByVersion() {
    Agent first = fixtures.agent(fixtures.agentId, "Ada");
    insert(all -> all.insertAgent(first));
    Suspension restriction = new Suspension(NOW.plusSeconds(1), "eve", "unpaid");
    Agent restricted = new Agent(first.organizationId(), first.id(), "Ada", restriction, NOW, 2);
    Agent lifted = new Agent(first.organizationId(), first.id(), "Ada L.", null, NOW, 3);

    assertFalse(isWritten(all -> all.insertAgent(first)), "the id is taken");
    assertTrue(isWritten(all -> all.updateAgent(restricted)), "version 2 follows 1");
    assertFalse(isWritten(all -> all.updateAgent(restricted)), "version 2 does not follow 2");
    assertEquals(
        Optional.of(restricted), read(all -> all.findAgent(first.organizationId(), first.id())));
    assertTrue(isWritten(all -> all.updateAgent(lifted)), "version 3 follows 2");
    assertEquals(
        Optional.of(lifted), read(all -> all.findAgent(first.organizationId(), first.id())));
  }

  @Test
  void agentAndIntegration_ofAnotherOrganization_areNotFoundNorChanged() {
    Agent agent = fixtures.agent(fixtures.agentId, "Ada");
    Integration integration = fixtures.integration(fixtures.integrationId, "Shop");
    insert(all -> all.insertAgent(agent));
    insert(all -> all.insertIntegration(integration));
    String other = "other-" + fixtures.organizationId;

    assertEquals(Optional.empty(), read(all -> all.findAgent(other, agent.id())));
    assertEquals(Optional.empty(), read(all -> all.findIntegration(other, integration.id())));
    assertFalse(
        isWritten(all -> all.updateAgent(new Agent(other, agent.id(), "Eve", null, NOW, 2))),
        "it is another organization's");
    Integration taken =
        new Integration(other, integration.id(), "Eve", agent.id(), null, NOW, "eve", 2);
    assertFalse(isWritten(all -> all.updateIntegration(taken)), "it is another organization's");
    assertEquals(
        Optional.of(agent), read(all -> all.findAgent(agent.organizationId(), agent.id())));
    assertEquals(
        Optional.of(integration),
        read(all -> all.findIntegration(integration.organizationId(), integration.id())));
  }

  /** The revocation store knows both by their id alone. */
  @Test
  void idOfAnAgentOrIntegration_thatAnotherOrganizationHas_isTaken() {
    insert(all -> all.insertAgent(fixtures.agent(fixtures.agentId, "Ada")));
    insert(all -> all.insertIntegration(fixtures.integration(fixtures.integrationId, "Shop")));
    String other = "other-" + fixtures.organizationId;
    Integration taken =
        new Integration(other, fixtures.integrationId, "X", "a", null, NOW, "eve", 1);

    assertFalse(
        isWritten(all -> all.insertAgent(new Agent(other, fixtures.agentId, "Eve", null, NOW, 1))));
    assertFalse(isWritten(all -> all.insertIntegration(taken)));
  }

  @Test
  void integration_isWrittenOnce_andChangedByVersion() {
    Integration first = fixtures.integration(fixtures.integrationId, "Shop");
    insert(all -> all.insertIntegration(first));
    Integration disabled = disabled(first, new Suspension(NOW, "eve", "incident"), 2);
    Integration enabled = disabled(first, null, 3);

    assertFalse(isWritten(all -> all.insertIntegration(first)), "the id is taken");
    assertTrue(isWritten(all -> all.updateIntegration(disabled)), "version 2 follows 1");
    assertFalse(isWritten(all -> all.updateIntegration(disabled)), "version 2 does not follow 2");
    assertEquals(Optional.of(disabled), findIntegration(first.id()));
    assertTrue(isWritten(all -> all.updateIntegration(enabled)), "version 3 follows 2");
    assertEquals(Optional.of(enabled), findIntegration(first.id()));
  }

  private Optional<Integration> findIntegration(String id) {
    return read(all -> all.findIntegration(fixtures.organizationId, id));
  }

  private static Integration disabled(
      Integration one, @Nullable Suspension suspension, long version) {
    return new Integration(
        one.organizationId(),
        one.id(),
        one.name(),
        one.agentId(),
        suspension,
        one.createdAt(),
        one.createdBy(),
        version);
  }

  @Test
  void integrationName_isTakenInItsOrganization_ignoringCase() {
    String second = "int2_" + fixtures.mark;
    insert(all -> all.insertIntegration(fixtures.integration(fixtures.integrationId, "Ä-Shop")));

    assertFalse(isWritten(all -> all.insertIntegration(fixtures.integration(second, "Ä-Shop"))));
    assertFalse(isWritten(all -> all.insertIntegration(fixtures.integration(second, "ä-SHOP"))));
    insert(all -> all.insertIntegration(fixtures.integration(second, "Shop")));
    Integration renamed =
        new Integration(
            fixtures.organizationId, second, "ä-shop", fixtures.agentId, null, NOW, "ada", 2);
    assertFalse(isWritten(all -> all.updateIntegration(renamed)), "the name is taken");
    Integration own =
        new Integration(
            fixtures.organizationId,
            fixtures.integrationId,
            "ä-shop",
            fixtures.agentId,
            null,
            NOW,
            "ada",
            2);
    assertTrue(isWritten(all -> all.updateIntegration(own)), "it is its own name");
    RecordFixtures other = new RecordFixtures();
    insert(all -> all.insertIntegration(other.integration(other.integrationId, "ä-shop")));
  }

  @Test
  void deniedWrite_leavesItsTransactionUsable() {
    insert(all -> all.insertOrganization(fixtures.organization()));
    insert(all -> all.insertIntegration(fixtures.integration(fixtures.integrationId, "Shop")));

    change(
        all -> {
          assertFalse(all.insertOrganization(fixtures.organization()));
          assertFalse(all.insertIntegration(fixtures.integration("int2_" + fixtures.mark, "SHOP")));
          assertTrue(all.insertAgent(fixtures.agent(fixtures.agentId, "Ada")));
        });

    assertTrue(
        read(all -> all.findAgent(fixtures.organizationId, fixtures.agentId)).isPresent(),
        "what was written after a write that was denied is committed");
  }
}
