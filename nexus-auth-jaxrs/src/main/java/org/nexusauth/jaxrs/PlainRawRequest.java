package org.nexusauth.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.web.AttributeMap;

/**
 * A request where there are no servlets. Its path starts at the host's root: there is no context.
 *
 * @param context the request as JAX-RS has it
 * @param caller is told who the caller is
 */
record PlainRawRequest(ContainerRequestContext context, CallerSink caller) implements RawRequest {
  private static final String PATH = "org.nexusauth.jaxrs.path";

  /** Keeps the path and forgets the caller of another request; nobody has run before. */
  void begin() {
    context.setProperty(PATH, served(context.getUriInfo()));
    caller.is(null);
  }

  @Override
  public AttributeMap attributes() {
    return new RequestProperties(context);
  }

  @Override
  public String path() {
    return context.getProperty(PATH) instanceof String kept ? kept : served(context.getUriInfo());
  }

  @Override
  public Optional<String> rewritten(UriInfo uri) {
    return Optional.of(served(uri)).filter(path -> !path.equals(path()));
  }

  private static String served(UriInfo uri) {
    return UriPath.of(uri.getRequestUri().getRawPath());
  }

  /** Whatever the case of the letters, and however the server counts headers that differ in it. */
  @Override
  public List<String> headers(String name) {
    return context.getHeaders().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream())
        .toList();
  }

  /** Unknown: JAX-RS does not say it. */
  @Override
  public @Nullable String remoteAddress() {
    return null;
  }

  @Override
  public boolean isSecure() {
    SecurityContext security = context.getSecurityContext();
    return security != null && security.isSecure();
  }

  @Override
  public boolean isErrorPage() {
    return false;
  }

  @Override
  public boolean isIncluded() {
    return false;
  }

  @Override
  public void echo(String name, String value) {
    PendingHeader.leave(context, name, value);
  }

  @Override
  public @Nullable ServerAnswer answer() {
    return null;
  }

  @Override
  public void callerIs(VerifiedApiKey key) {
    caller.is(key);
  }
}
