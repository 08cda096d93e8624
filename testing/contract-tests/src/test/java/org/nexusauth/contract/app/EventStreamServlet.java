package org.nexusauth.contract.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.nexusauth.filter.ApiKeyFilter;
import org.nexusauth.verify.VerifiedApiKey;

/** Server-sent events until the caller's key is no longer valid. */
@WebServlet(urlPatterns = "/ws/stream", asyncSupported = true)
public final class EventStreamServlet extends HttpServlet {

  private final transient ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    VerifiedApiKey key = ApiKeyFilter.verifiedKey(request).orElseThrow();
    response.setContentType("text/event-stream");
    AsyncContext stream = request.startAsync();
    stream.setTimeout(0);
    PrintWriter out = stream.getResponse().getWriter();
    Runnable send =
        () -> {
          if (!key.isStillValid()) {
            out.print("event: end\ndata: " + key.validityFailure().orElseThrow().reason() + "\n\n");
            out.flush();
            stream.complete();
            throw new IllegalStateException("the stream has ended");
          }
          out.print("data: " + key.getName() + "\n\n");
          out.flush();
        };
    var unused = ticks.scheduleWithFixedDelay(send, 0, 50, TimeUnit.MILLISECONDS);
  }

  @Override
  public void destroy() {
    ticks.shutdownNow();
  }
}
