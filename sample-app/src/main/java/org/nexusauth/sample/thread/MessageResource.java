package org.nexusauth.sample.thread;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.nexusauth.sample.caller.CurrentCaller;
import org.nexusauth.sample.web.JsonBody;

/** Ratings of single messages; guarded as {@link ThreadResource} is. */
@Path("/messages")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MessageResource {

  @Inject ThreadStore threads;
  @Inject CurrentCaller caller;

  /**
   * Rates an answer, or changes its rating.
   *
   * @param messageId the message
   * @param body {@code {"score":1..5,"feedback"?}}
   * @return the rating
   */
  @PUT
  @Path("/{messageId}/rate")
  public Rating rate(@PathParam("messageId") String messageId, InputStream body) {
    return threads.rate(
        caller.get(), messageId, Rating.Vote.from(JsonBody.read(body, JsonBody.TOO_LONG)));
  }
}
