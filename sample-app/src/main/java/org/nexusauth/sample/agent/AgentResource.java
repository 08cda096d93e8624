package org.nexusauth.sample.agent;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.nexusauth.jaxrs.ApiKeySecured;
import org.nexusauth.sample.caller.CurrentCaller;
import org.nexusauth.sample.web.Envelope;
import org.nexusauth.sample.web.JsonBody;

/**
 * The agents of the caller's organization.
 *
 * <p>Annotations guard this half of the API: they stand where the methods are, and know what each
 * one needs. The other half shows the other way.
 */
@Path("/v1/agents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AgentResource {

  @Inject AgentStore agents;
  @Inject CurrentCaller caller;

  /**
   * Lists the agents, a page at a time.
   *
   * @param page counted from 1
   * @param limit how many on a page, 1 to 100
   * @return the page, and where it stands in the whole
   */
  @GET
  @ApiKeySecured(permissions = "read")
  public Envelope<List<AgentSummary>> listAgents(
      @QueryParam("page") @DefaultValue("1") String page,
      @QueryParam("limit") @DefaultValue("20") String limit) {
    return AgentPage.of(page, limit).selectFrom(agents.allOf(caller.get().organizationId()));
  }

  /**
   * Makes an agent.
   *
   * @param body {@code {"firstName","lastName","role"}} and what else is known of it
   * @return the agent
   */
  @POST
  @ApiKeySecured(permissions = "write")
  @Consumes(MediaType.APPLICATION_JSON)
  public Envelope<AgentProfile> createAgent(InputStream body) {
    JsonBody request = JsonBody.read(body, JsonBody.TOO_LONG);
    return Envelope.of(agents.add(caller.get().organizationId(), request));
  }
}
