package org.nexusauth.sample.event;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.nexusauth.jaxrs.ApiKeySecured;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.web.CurrentApiKey;

/** Events for as long as the caller's key is valid: any valid key may listen. */
@Path("/v1/events")
@ApiKeySecured
@RequestScoped
public class EventResource {

  @Inject CurrentApiKey current;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  @SuppressWarnings("NullAway.Init") // The container sets it.
  ManagedScheduledExecutorService timer;

  /**
   * Sends an event twice a second. The stream ends with the client, or with an event {@code end}
   * when the key is no longer valid.
   */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void listen(@Context SseEventSink sink, @Context Sse sse) {
    // The key outlives the request; what is injected does not.
    VerifiedApiKey key = current.key().orElseThrow();
    new EventStream(key, sink, sse).sendNext(timer);
  }
}
