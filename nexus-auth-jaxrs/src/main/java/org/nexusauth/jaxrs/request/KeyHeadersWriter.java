package org.nexusauth.jaxrs.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Objects;
import org.nexusauth.decision.KeyHeaders;

/**
 * Tells of the caller's key in the answer: once when the request comes, so that error pages of the
 * server have the headers, and once after all response filters of the application. A header of its
 * own takes the place of ours, but for those that tell of limits.
 */
final class KeyHeadersWriter {
  private static final String NAME = "org.nexusauth.jaxrs.key.headers";

  private KeyHeadersWriter() {}

  /** A request whose answer tells of its key. */
  private record Told(RawRequest request, KeyHeaders headers) {}

  /**
   * Sets the headers of the server's response that the application may not replace or has not set,
   * and has those of JAX-RS completed.
   */
  static void tell(JaxrsRequest request, RawRequest raw, KeyHeaders headers) {
    request.set(NAME, new Told(raw, headers));
    if (raw.hasServerResponse()) {
      headers.forEach(
          (name, value) -> {
            if (headers.isReserved(name) || raw.responseHeaders(name).isEmpty()) {
              raw.setResponseHeader(name, value);
            }
          });
    }
  }

  /** Completes a response: each of the headers is in it once. */
  static void complete(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(NAME) instanceof Told told) {
      MultivaluedMap<String, String> texts = response.getStringHeaders();
      told.headers.forEach(
          (name, value) -> {
            List<String> values = Objects.requireNonNullElse(texts.get(name), List.of());
            if (told.request.hasServerResponse()) {
              moveToServer(told, response.getHeaders(), name, values);
            } else if (values.isEmpty() || told.headers.isReserved(name)) {
              response.getHeaders().putSingle(name, value);
            }
          });
    }
  }

  /** To the server's response alone: some implementations replace its headers, others add. */
  private static void moveToServer(
      Told told, MultivaluedMap<String, Object> headers, String name, List<String> values) {
    if (values.isEmpty()) {
      return;
    }
    if (!told.headers.isReserved(name)) {
      told.request.setResponseHeader(name, String.join(", ", values));
    }
    headers.remove(name);
  }
}
