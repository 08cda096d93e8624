package org.nexusauth.sample.web;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The page at the root: what there is and how to call it, as HTML for a browser and as JSON for
 * every other client. It needs no key and holds none. Thread-safe.
 */
public final class HomeServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final String CALL = "curl -i %s/api/public/v1/me -H \"api-key: $KEY\"";

  private static final String HTML =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head><meta charset="utf-8"><title>Nexus sample API</title></head>
      <body>
      <h1>Nexus sample API</h1>
      <p>Every request needs a key in the <code>api-key</code> header. The keys are in the data
      folder that the sample printed when it started. For example:</p>
      <pre>CALL</pre>
      <ul>
      <li><code>GET /api/public/v1/me</code>, <code>/api/public/v1/agents</code></li>
      <li><code>GET /api/public/v1/events</code> (a stream)</li>
      <li><code>POST /api/public/thread</code></li>
      <li><code>POST /api/admin/keys/revoke</code> (a key with the permission admin)</li>
      <li><a href="health">GET /health</a> (no key)</li>
      </ul>
      </body>
      </html>
      """;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String call = CALL.formatted("http://" + request.getLocalAddr() + ":" + request.getLocalPort());
    String accept = request.getHeader("Accept");
    boolean html = accept != null && accept.contains("text/html");
    response.setHeader("Vary", "Accept");
    response.setHeader("Content-Security-Policy", "default-src 'none'");
    String body;
    if (html) {
      response.setContentType("text/html;charset=UTF-8");
      body = HTML.replace("CALL", call);
    } else {
      response.setContentType("application/json");
      body = describeAsJson(call) + "\n";
    }
    response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject describeAsJson(String call) {
    return Json.createObjectBuilder()
        .add("name", "Nexus sample API")
        .add("header", "api-key")
        .add("example", call)
        .add(
            "endpoints",
            Json.createArrayBuilder()
                .add("GET /api/public/v1/me")
                .add("GET /api/public/v1/agents")
                .add("GET /api/public/v1/events")
                .add("POST /api/public/thread")
                .add("POST /api/admin/keys/revoke")
                .add("GET /health"))
        .build();
  }
}
