package org.nexusauth.sample.agent;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.nexusauth.jaxrs.ApiKeySecured;
import org.nexusauth.sample.caller.CallerIds;
import org.nexusauth.sample.caller.CurrentCaller;
import org.nexusauth.sample.web.Envelope;

/** Who the caller is; every valid key may read it. */
@Path("/v1/me")
@ApiKeySecured
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {

  /** The organizations of the demo keys; any other is called by its id. */
  private static final Map<String, String> NAMES =
      Map.of("org_demo", "Demo Organization", "org_other", "Other Organization");

  @Inject CurrentCaller caller;

  /**
   * Names the caller's organization.
   *
   * @return its id and name
   */
  @GET
  public Envelope<OrganizationName> describeCaller() {
    String id = caller.get().organizationId();
    return Envelope.of(new OrganizationName(id, organizationName(id)));
  }

  /**
   * Lists the organizations of the key: each key has one.
   *
   * @return the organization and the caller's role in it
   */
  @GET
  @Path("/organizations")
  public Envelope<List<Membership>> listOrganizations() {
    CallerIds who = caller.get();
    String id = who.organizationId();
    return Envelope.of(List.of(new Membership(organizationName(id), id, roleOf(who))));
  }

  private static String roleOf(CallerIds who) {
    if (who.permissions().contains("admin")) {
      return "org:admin";
    }
    return "org:member";
  }

  private static String organizationName(String organizationId) {
    return NAMES.getOrDefault(organizationId, organizationId);
  }

  @JsonbPropertyOrder({"orgId", "orgName"})
  public record OrganizationName(String orgId, String orgName) {}

  @JsonbPropertyOrder({"name", "organizationId", "role"})
  public record Membership(String name, String organizationId, String role) {}
}
