package org.nexusauth.cli.directory;

import static org.nexusauth.cli.management.RecordFormat.textOf;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.RecordFormat;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.model.Suspension;

/** How organizations, agents and integrations are shown. */
final class DirectoryFormats {

  static final RecordFormat<Organization> ORGANIZATION =
      new RecordFormat<Organization>("organizations")
          .member("id", Organization::id)
          .member("name", Organization::name)
          .timeMember("createdAt", Organization::createdAt)
          .member("version", Organization::version)
          .column("id", Organization::id)
          .cuttableColumn("name", Organization::name)
          .timeColumn("created", Organization::createdAt)
          .column("version", organization -> textOf(organization.version()));

  static final RecordFormat<Agent> AGENT =
      new RecordFormat<Agent>("agents")
          .member("organizationId", Agent::organizationId)
          .member("id", Agent::id)
          .member("name", Agent::name)
          .member("restriction", agent -> membersOf(agent.restriction()))
          .timeMember("createdAt", Agent::createdAt)
          .member("version", Agent::version)
          .detail("organization", Agent::organizationId)
          .column("id", Agent::id)
          .cuttableColumn("name", Agent::name)
          .column("state", agent -> stateOf(agent.restriction(), "not restricted", "restricted"))
          .cuttableColumn("reason", agent -> reasonOf(agent.restriction()))
          .timeDetail("since", agent -> sinceOf(agent.restriction()))
          .detail("by", agent -> operatorOf(agent.restriction()))
          .timeColumn("created", Agent::createdAt)
          .column("version", agent -> textOf(agent.version()));

  static final RecordFormat<Integration> INTEGRATION =
      new RecordFormat<Integration>("integrations")
          .member("organizationId", Integration::organizationId)
          .member("id", Integration::id)
          .member("name", Integration::name)
          .member("agentId", Integration::agentId)
          .member("disablement", integration -> membersOf(integration.disablement()))
          .timeMember("createdAt", Integration::createdAt)
          .member("createdBy", Integration::createdBy)
          .member("version", Integration::version)
          .detail("organization", Integration::organizationId)
          .column("id", Integration::id)
          .cuttableColumn("name", Integration::name)
          .column("agent", Integration::agentId)
          .column("state", one -> stateOf(one.disablement(), "enabled", "disabled"))
          .cuttableColumn("reason", integration -> reasonOf(integration.disablement()))
          .timeDetail("since", integration -> sinceOf(integration.disablement()))
          .detail("by", integration -> operatorOf(integration.disablement()))
          .timeColumn("created", Integration::createdAt)
          .detail("created by", Integration::createdBy)
          .column("version", integration -> textOf(integration.version()));

  private DirectoryFormats() {}

  private static @Nullable Map<String, @Nullable Object> membersOf(
      @Nullable Suspension suspension) {
    if (suspension == null) {
      return null;
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("since", suspension.since().toString());
    members.put("by", suspension.by());
    members.put("reason", suspension.reason());
    return members;
  }

  private static String stateOf(@Nullable Suspension suspension, String on, String off) {
    if (suspension == null) {
      return on;
    }
    return off;
  }

  private static @Nullable String reasonOf(@Nullable Suspension suspension) {
    return Optional.ofNullable(suspension).map(Suspension::reason).orElse(null);
  }

  private static @Nullable Instant sinceOf(@Nullable Suspension suspension) {
    return Optional.ofNullable(suspension).map(Suspension::since).orElse(null);
  }

  private static @Nullable String operatorOf(@Nullable Suspension suspension) {
    return Optional.ofNullable(suspension).map(Suspension::by).orElse(null);
  }
}
