package org.nexusauth.jaxrs.request;

import jakarta.ws.rs.core.UriInfo;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.verify.VerifiedApiKey;

/** A request as the server received it, before the application could change it. */
interface RawRequest {

  /** Returns the decoded path, relative to the context. */
  String path();

  /** Returns the path that JAX-RS will serve, where the application made it another one. */
  Optional<String> rewrittenPath(UriInfo uri);

  /** Returns all values of a header, never joined. */
  List<String> headers(String name);

  /** Returns the first value of a header, or null. */
  default @Nullable String header(String name) {
    List<String> values = headers(name);
    return values.isEmpty() ? null : values.get(0);
  }

  /** Returns the peer's address, or null where the server keeps it from JAX-RS. */
  @Nullable String remoteAddress();

  /** Returns whether the request came over TLS. */
  boolean isSecure();

  /** Returns whether this is the error page of a request that was decided before. */
  boolean isErrorPage();

  /** Returns whether the response becomes a part of another one. */
  boolean isIncluded();

  /** Returns whether the server has response headers beside those of JAX-RS. */
  boolean hasServerResponse();

  /** Returns all values of a header of the server's response; none where there is none. */
  Collection<String> responseHeaders(String name);

  /** Sets a response header, whatever the response will be. */
  void setResponseHeader(String name, String value);

  /** Makes the caller known to beans that depend on it. */
  void setCaller(VerifiedApiKey key);
}
