package org.nexusauth.sample.thread;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.nexusauth.sample.caller.CurrentCaller;
import org.nexusauth.sample.web.ApiException;
import org.nexusauth.sample.web.JsonBody;

/**
 * Threads and what is said in them.
 *
 * <p>No annotation guards these methods: the servlet filter in {@code web.xml} does, by path and
 * method, before JAX-RS sees the request. What is wrong in the request itself is reported before a
 * thread is looked up.
 */
@Path("/thread")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ThreadResource {

  @Inject ThreadStore threads;
  @Inject CurrentCaller caller;

  /**
   * Starts a thread.
   *
   * @param body {@code {"message"?}}, or nothing
   * @return its id and when it was made
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Conversation.Summary startThread(InputStream body) {
    return threads
        .startThread(
            caller.get(), MessageText.findText(JsonBody.readOptional(body, MessageText.TOO_LONG)))
        .toSummary();
  }

  /**
   * Describes a thread.
   *
   * @param id the thread
   * @return what it is about, how it stands and whose it is
   */
  @GET
  @Path("/{id}")
  public Conversation.Description get(@PathParam("id") String id) {
    return threads.get(caller.get(), parseThreadId(id)).describeAt(threads.now());
  }

  /**
   * Says something in a thread.
   *
   * @param id the thread
   * @param body {@code {"content"}} or {@code {"message"}}
   * @return {@code {"success":true}}
   */
  @POST
  @Path("/{id}/messages")
  @Consumes(MediaType.APPLICATION_JSON)
  public Map<String, Boolean> addMessage(@PathParam("id") String id, InputStream body) {
    threads.addMessage(
        caller.get(),
        parseThreadId(id),
        MessageText.requireText(JsonBody.read(body, MessageText.TOO_LONG)));
    return Map.of("success", true);
  }

  /**
   * Lists what was said in a thread.
   *
   * @param id the thread
   * @param limit how many at most, 1 to 100
   * @param order {@code asc}, the oldest first, or {@code desc}
   * @param after the id of a message: only younger ones
   * @param before the id of a message: only older ones
   * @return the messages
   */
  @GET
  @Path("/{id}/messages")
  public List<Message> listMessages(
      @PathParam("id") String id,
      @QueryParam("limit") @DefaultValue("20") String limit,
      @QueryParam("order") @DefaultValue("asc") String order,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("before") @DefaultValue("") String before) {
    UUID thread = parseThreadId(id);
    MessagePage page = MessagePage.of(limit, order, after, before);
    return page.selectFrom(threads.get(caller.get(), thread).messages());
  }

  private static UUID parseThreadId(String id) {
    return ThreadId.parse(id).orElseThrow(() -> ApiException.of(400, "Invalid thread ID format"));
  }
}
