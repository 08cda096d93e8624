package org.nexusauth.contract.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.security.Principal;

/** As {@link AnswerServlet}, in JAX-RS. */
public class AnswerResource {

  @Context SecurityContext security;
  @Context UriInfo uri;

  @HeaderParam("X-Request-ID")
  String requestId;

  @GET
  public void get(@Suspended AsyncResponse response) {
    answer(response);
  }

  @POST
  public void post(@Suspended AsyncResponse response) {
    answer(response);
  }

  private void answer(AsyncResponse response) {
    Journal.add(String.valueOf(requestId), "ran /" + uri.getPath());
    Principal caller = security.getUserPrincipal();
    String name = caller == null ? "nobody" : caller.getName();
    String how = String.valueOf(uri.getRequestUri().getQuery()).split("&", 2)[0];
    switch (how) {
      case "error" -> response.resume(new NotFoundException());
      case "fails" -> response.resume(new IllegalStateException("on purpose"));
      case "async", "async-own" -> new Thread(() -> response.resume(of("vary", name))).start();
      default -> response.resume(of(how, name));
    }
  }

  private static Response of(String how, String name) {
    Response.ResponseBuilder ok = Response.ok(name, MediaType.TEXT_PLAIN);
    return switch (how) {
      case "vary" -> ok.header("Vary", "Accept").build();
      case "vary-twice" -> ok.header("Vary", "Accept").header("Vary", "Origin, API-KEY").build();
      case "sunset" -> ok.header("Sunset", "Fri, 01 Jan 2100 00:00:00 GMT").build();
      case "limits" ->
          ok.header("X-RateLimit-Remaining", "1000").header("RateLimit", "\"own\";r=1000").build();
      case "vary-any" -> ok.header("Vary", "*").build();
      case "public" -> ok.header("Cache-Control", "public, max-age=60").build();
      case "public-add" -> ok.cacheControl(maxAge()).build();
      case "gone" -> Response.status(410).build();
      case "moved" -> Response.seeOther(URI.create("/elsewhere")).build();
      case "not-modified" -> Response.notModified().build();
      case "flushed" ->
          ok.entity(
                  (StreamingOutput)
                      out -> {
                        out.flush();
                        out.write(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                      })
              .build();
      default -> ok.build();
    };
  }

  private static CacheControl maxAge() {
    CacheControl control = new CacheControl();
    control.setMaxAge(60);
    return control;
  }
}
