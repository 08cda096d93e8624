package org.nexusauth.jaxrs.request;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Optional;
import org.nexusauth.web.CallerSink;

/**
 * Runs before and after all other filters where there are no servlets: keeps the path that the
 * application may change, and a response header until there is a response.
 */
@PreMatching
@Priority(Integer.MIN_VALUE)
public final class ServletlessRequestFilter
    implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String PATH = "org.nexusauth.jaxrs.path";
  private static final String HEADER = "org.nexusauth.jaxrs.header";

  private final CallerSink caller;

  /** A response header that waits for the response. */
  private record PendingHeader(String name, String value) {}

  /**
   * Creates the filter.
   *
   * @param caller receives null when a request begins: the caller of another one may still be there
   */
  public ServletlessRequestFilter(CallerSink caller) {
    this.caller = caller;
  }

  static Optional<String> originalPath(ContainerRequestContext request) {
    return request.getProperty(PATH) instanceof String path ? Optional.of(path) : Optional.empty();
  }

  static void setPendingHeader(ContainerRequestContext request, String name, String value) {
    request.setProperty(HEADER, new PendingHeader(name, value));
  }

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(PATH, PlainRawRequest.servedPath(request.getUriInfo()));
    caller.setCaller(null);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(HEADER) instanceof PendingHeader pending) {
      response.getHeaders().putSingle(pending.name(), pending.value());
    }
  }
}
