package org.nexusauth.jaxrs;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.nexusauth.path.RequestPath;

/** Reads the paths of a request, relative to the context. */
final class RequestPaths {
  private RequestPaths() {}

  /** Returns the path as the container has it; of an include, its target's. */
  static String asSent(HttpServletRequest request) {
    return request.getDispatcherType() == DispatcherType.INCLUDE
        ? RequestPath.resolveInclude(request.getContextPath(), request::getAttribute)
            .orElseGet(() -> own(request))
        : own(request);
  }

  private static String own(HttpServletRequest request) {
    return RequestPath.resolve(
        request.getRequestURI(),
        request.getContextPath(),
        request.getServletPath(),
        request.getPathInfo());
  }

  /**
   * Returns the path that JAX-RS will serve, where that is another than was asked for: a filter of
   * the application may rewrite it, to take off {@code .json} for example.
   */
  static Optional<String> rewritten(HttpServletRequest request, UriInfo uri) {
    String served = uri.getRequestUri().getRawPath();
    String context = request.getContextPath();
    if (request.getDispatcherType() != DispatcherType.REQUEST
        || served.equals(request.getRequestURI())
        || !served.startsWith(context)) {
      return Optional.empty();
    }
    String path = UriPath.of(served.substring(context.length()));
    return path.equals(asSent(request)) ? Optional.empty() : Optional.of(path);
  }
}
