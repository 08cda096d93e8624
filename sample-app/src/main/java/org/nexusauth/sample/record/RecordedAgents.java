package org.nexusauth.sample.record;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.management.Management;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;
import org.nexusauth.sample.web.ApiException;

/**
 * The agents of the management of keys: those of the public API are the same ones. There is none of
 * them where the operator has named a store without records. Thread-safe.
 */
@ApplicationScoped
public class RecordedAgents {

  /** Who makes the sample's own changes, in the audit log. */
  static final Operator OPERATOR = new Operator("nexus-sample", Role.ADMIN, Set.of());

  private final @Nullable Instance<ApiKeyGate> gates;

  /** Agents that are not recorded; for proxies and tests. */
  public RecordedAgents() {
    this.gates = null;
  }

  @Inject
  RecordedAgents(Instance<ApiKeyGate> gates) {
    this.gates = gates;
  }

  /** Returns the services of the application; empty where it keeps no records. */
  Optional<ManagementServices> findServices() {
    if (gates == null) {
      return Optional.empty();
    }
    return gates.get().extension(Management.class).map(Management::services);
  }

  /** Returns whether agents are recorded. */
  public boolean isUsed() {
    return findServices().isPresent();
  }

  /**
   * Records an agent, and its organization where that is not recorded yet.
   *
   * @throws ApiException of status 503 when the records cannot be written
   */
  public void record(String organizationId, String id, String name) {
    ManagementServices services = findServices().orElseThrow();
    try {
      try {
        services.agents().create(newContext(), organizationId, id, name);
      } catch (ManagementException e) {
        if (e.kind() != Kind.NOT_FOUND) {
          throw e;
        }
        createOrganization(services, organizationId, organizationId);
        services.agents().create(newContext(), organizationId, id, name);
      }
    } catch (ManagementException e) {
      throw toApiException(e);
    }
  }

  /**
   * Lists the agents of an organization, in the order of their names.
   *
   * @throws ApiException of status 503 when the records cannot be read
   */
  public List<Agent> listAll(String organizationId) {
    ManagementServices services = findServices().orElseThrow();
    List<Agent> all = new ArrayList<>();
    @Nullable String cursor = null;
    try {
      do {
        ResultPage<Agent> page =
            services
                .agents()
                .list(
                    OPERATOR, organizationId, null, new PageRequest(PageRequest.MAX_LIMIT, cursor));
        all.addAll(page.items());
        cursor = page.nextCursor();
      } while (cursor != null);
    } catch (ManagementException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return List.of(); // An organization that nothing was recorded of.
      }
      throw toApiException(e);
    }
    return all;
  }

  /** Records an organization, unless it is there. */
  static void createOrganization(ManagementServices services, String id, String name) {
    try {
      services.organizations().create(newContext(), id, name);
    } catch (ManagementException e) {
      requireKind(e, Kind.CONFLICT);
    }
  }

  /** Throws an exception again, unless it is of a kind that is expected. */
  static void requireKind(ManagementException e, Kind expected) {
    if (e.kind() != expected) {
      throw e;
    }
  }

  static ChangeContext newContext() {
    return new ChangeContext(OPERATOR, UUID.randomUUID().toString(), null, null);
  }

  private static ApiException toApiException(ManagementException e) {
    if (e.kind() == Kind.UNAVAILABLE) {
      return ApiException.of(503, "Agents unavailable").hint("Send the request again.");
    }
    if (e.kind() == Kind.INVALID) {
      return ApiException.of(400, "Invalid request body").hint(String.valueOf(e.getMessage()));
    }
    throw e;
  }
}
