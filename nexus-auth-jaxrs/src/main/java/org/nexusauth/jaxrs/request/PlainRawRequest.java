package org.nexusauth.jaxrs.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.nexusauth.path.RequestPath;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.web.CallerSink;

/**
 * A request where there are no servlets. Its path starts at the host's root: there is no context.
 *
 * @param context the request as JAX-RS has it
 * @param caller receives the caller
 */
record PlainRawRequest(ContainerRequestContext context, CallerSink caller) implements RawRequest {

  /** Returns the decoded path of a URI's raw path below the context. */
  static String decodedPath(String raw) {
    // With a host before it, or two slashes would be read as the start of one.
    return RequestPath.resolve(raw, "", URI.create("http://localhost" + raw).getPath());
  }

  static String servedPath(UriInfo uri) {
    return decodedPath(uri.getRequestUri().getRawPath());
  }

  @Override
  public String path() {
    return ServletlessRequestFilter.originalPath(context)
        .orElseGet(() -> servedPath(context.getUriInfo()));
  }

  @Override
  public Optional<String> rewrittenPath(UriInfo uri) {
    return Optional.of(servedPath(uri)).filter(path -> !path.equals(path()));
  }

  /** Ignores the case of names, and finds all entries of servers that keep them apart by it. */
  @Override
  public List<String> headers(String name) {
    return context.getHeaders().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream())
        .toList();
  }

  @Override
  public boolean isSecure() {
    SecurityContext security = context.getSecurityContext();
    return security != null && security.isSecure();
  }

  @Override
  public void setResponseHeader(String name, String value) {
    ServletlessRequestFilter.setPendingHeader(context, name, value);
  }

  @Override
  public void setCaller(VerifiedApiKey key) {
    caller.setCaller(key);
  }
}
