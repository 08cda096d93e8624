package org.nexusauth.sample.agent;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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
  public JsonObject describeCaller() {
    String id = caller.get().organizationId();
    return Envelope.of(
        Json.createObjectBuilder().add("orgId", id).add("orgName", organizationName(id)).build());
  }

  /**
   * Lists the organizations of the key: each key has one.
   *
   * @return the organization and the caller's role in it
   */
  @GET
  @Path("/organizations")
  public JsonObject listOrganizations() {
    CallerIds who = caller.get();
    JsonObject organization =
        Json.createObjectBuilder()
            .add("name", organizationName(who.organizationId()))
            .add("organizationId", who.organizationId())
            .add("role", roleOf(who))
            .build();
    return Envelope.of(Json.createArrayBuilder().add(organization).build());
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
}
