package org.nexusauth.jaxrs.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nexusauth.decision.Sunset;

/**
 * Announces the end of the caller's key: once when the request comes, so that error pages of the
 * server have the headers, and once after all response filters of the application, so that a header
 * of its own takes the place of ours.
 */
final class SunsetHeaders {
  private static final String NAME = "org.nexusauth.jaxrs.sunset";
  private static final List<String> NAMES = List.of(Sunset.SUNSET, Sunset.DEPRECATION);

  private SunsetHeaders() {}

  /** A request whose answer announces the end of its key. */
  private record Announced(RawRequest request, Map<String, String> headers) {}

  /**
   * Sets the headers of the server's response that it has not, and has those of JAX-RS completed.
   */
  static void announce(JaxrsRequest request, RawRequest raw, Sunset sunset) {
    Map<String, String> headers = sunset.headers();
    request.set(NAME, new Announced(raw, headers));
    if (raw.hasServerResponse()) {
      headers.forEach(
          (name, value) -> {
            if (raw.responseHeaders(name).isEmpty()) {
              raw.setResponseHeader(name, value);
            }
          });
    }
  }

  /** Completes a response: each of the headers is in it once. */
  static void complete(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(NAME) instanceof Announced found) {
      for (String name : NAMES) {
        List<String> values =
            Objects.requireNonNullElse(response.getStringHeaders().get(name), List.of());
        if (found.request.hasServerResponse()) {
          moveToServer(found.request, response.getHeaders(), name, values);
        } else if (values.isEmpty() && found.headers.containsKey(name)) {
          response.getHeaders().putSingle(name, found.headers.get(name));
        }
      }
    }
  }

  /** To the server's response alone: some implementations replace its headers, others add. */
  private static void moveToServer(
      RawRequest server, MultivaluedMap<String, Object> headers, String name, List<String> values) {
    if (!values.isEmpty()) {
      server.setResponseHeader(name, String.join(", ", values));
      headers.remove(name);
    }
  }
}
