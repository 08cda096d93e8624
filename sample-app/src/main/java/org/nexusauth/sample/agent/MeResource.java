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

/** Who the caller is: any good key may ask. */
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
  public JsonObject me() {
    String id = caller.get().organizationId();
    return Envelope.of(
        Json.createObjectBuilder().add("orgId", id).add("orgName", name(id)).build());
  }

  /**
   * Lists the organizations that the key is good for: a key is good for one.
   *
   * @return the organization and the caller's role in it
   */
  @GET
  @Path("/organizations")
  public JsonObject organizations() {
    CallerIds who = caller.get();
    boolean admin = who.permissions().contains("admin");
    JsonObject organization =
        Json.createObjectBuilder()
            .add("name", name(who.organizationId()))
            .add("organizationId", who.organizationId())
            .add("role", admin ? "org:admin" : "org:member")
            .build();
    return Envelope.of(Json.createArrayBuilder().add(organization).build());
  }

  private static String name(String organizationId) {
    return NAMES.getOrDefault(organizationId, organizationId);
  }
}
