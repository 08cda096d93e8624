package org.nexusauth.sample.web;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * Answers whatever else JAX-RS throws, as JSON: no such path, method or media type, and faults of
 * our own, which are logged and never described to the client. Thread-safe.
 */
public final class ThrowableMapper implements ExceptionMapper<Throwable> {

  @Override
  public Response toResponse(Throwable problem) {
    if (problem instanceof WebApplicationException known) {
      // From this response, not a new one: a 405 keeps its Allow header.
      return jsonResponse(
          Response.fromResponse(known.getResponse()), known.getResponse().getStatus());
    }
    if (LostConnection.isCauseOf(problem)) {
      Log.lostConnection();
      return jsonResponse(Response.status(Response.Status.BAD_REQUEST), 400);
    }
    Log.unexpectedFailure(problem);
    return jsonResponse(Response.serverError(), 500);
  }

  private static Response jsonResponse(Response.ResponseBuilder response, int status) {
    return response
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(ErrorBody.ofStatus(status).toJson())
        .build();
  }
}
