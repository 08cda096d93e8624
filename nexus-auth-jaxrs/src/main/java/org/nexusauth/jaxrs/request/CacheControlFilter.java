package org.nexusauth.jaxrs.request;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.nexusauth.decision.CacheHeaders;

/**
 * Keeps shared caches from serving the answer of a protected resource to another caller: once when
 * the request comes, so that error pages of the server have the headers, and once after all
 * response filters of the application, so that its own headers are merged or kept.
 */
@Priority(Integer.MIN_VALUE)
final class CacheControlFilter implements ContainerResponseFilter {
  private static final String NAME = "org.nexusauth.jaxrs.caches";

  /** A request whose answer depends on the key, and the name of the key's header. */
  private record Protected(RawRequest request, String header) {}

  /**
   * Sets the headers of the server's response, and has those of JAX-RS completed.
   *
   * @param header the name of the key's header
   * @param isFirst false when a filter of ours has set them before
   */
  static void setHeaders(JaxrsRequest request, RawRequest raw, String header, boolean isFirst) {
    if (raw.hasServerResponse()) {
      raw.setResponseHeader(
          CacheHeaders.VARY,
          CacheHeaders.mergeVary(raw.responseHeaders(CacheHeaders.VARY), header));
      if (isFirst && raw.responseHeaders(CacheHeaders.CACHE_CONTROL).isEmpty()) {
        raw.setResponseHeader(CacheHeaders.CACHE_CONTROL, CacheHeaders.PRIVATE);
      }
    }
    request.set(NAME, new Protected(raw, header));
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    KeyHeadersWriter.complete(request, response);
    JaxrsRequest.completeAnswer(request::getProperty, response.getStatus());
    if (request.getProperty(NAME) instanceof Protected found) {
      MultivaluedMap<String, String> texts = response.getStringHeaders();
      List<String> vary = new ArrayList<>(values(texts, CacheHeaders.VARY));
      List<String> cacheControl = values(texts, CacheHeaders.CACHE_CONTROL);
      if (found.request().hasServerResponse()) {
        mergeIntoServer(found, response.getHeaders(), vary, cacheControl);
      } else {
        response
            .getHeaders()
            .putSingle(CacheHeaders.VARY, CacheHeaders.mergeVary(vary, found.header()));
        if (cacheControl.isEmpty()) {
          response.getHeaders().putSingle(CacheHeaders.CACHE_CONTROL, CacheHeaders.PRIVATE);
        }
      }
    }
  }

  /** To the server's response alone: some implementations replace its headers, others add. */
  private static void mergeIntoServer(
      Protected found,
      MultivaluedMap<String, Object> headers,
      List<String> vary,
      List<String> cacheControl) {
    RawRequest server = found.request();
    vary.addAll(server.responseHeaders(CacheHeaders.VARY));
    server.setResponseHeader(CacheHeaders.VARY, CacheHeaders.mergeVary(vary, found.header()));
    headers.remove(CacheHeaders.VARY);
    if (!cacheControl.isEmpty()) {
      server.setResponseHeader(CacheHeaders.CACHE_CONTROL, String.join(", ", cacheControl));
      headers.remove(CacheHeaders.CACHE_CONTROL);
    }
  }

  private static List<String> values(MultivaluedMap<String, String> texts, String name) {
    return Objects.requireNonNullElse(texts.get(name), List.of());
  }
}
