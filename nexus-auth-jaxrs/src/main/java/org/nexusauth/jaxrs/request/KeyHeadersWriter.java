package org.nexusauth.jaxrs.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Tells of the caller's key in the answer: once when the request comes, so that error pages of the
 * server have the headers, and once after all response filters of the application, so that a header
 * of its own takes the place of ours.
 */
final class KeyHeadersWriter {
  private static final String NAME = "org.nexusauth.jaxrs.key.headers";

  private KeyHeadersWriter() {}

  /** A request whose answer tells of its key. */
  private record Told(RawRequest request, Map<String, String> headers) {}

  /**
   * Sets the headers of the server's response that it has not, and has those of JAX-RS completed.
   */
  static void tell(JaxrsRequest request, RawRequest raw, Map<String, String> headers) {
    request.set(NAME, new Told(raw, headers));
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
    if (request.getProperty(NAME) instanceof Told found) {
      for (String name : found.headers.keySet()) {
        List<String> values =
            Objects.requireNonNullElse(response.getStringHeaders().get(name), List.of());
        if (found.request.hasServerResponse()) {
          moveToServer(found.request, response.getHeaders(), name, values);
        } else if (values.isEmpty()) {
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
