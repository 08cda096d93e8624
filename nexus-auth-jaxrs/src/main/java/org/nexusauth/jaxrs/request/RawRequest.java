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
  default @Nullable String firstHeader(String name) {
    List<String> values = headers(name);
    if (values.isEmpty()) {
      return null;
    }
    return values.get(0);
  }

  /** Returns the peer's address, or null where JAX-RS does not have it. */
  default @Nullable String remoteAddress() {
    return null;
  }

  /** Returns whether the request came over TLS. */
  boolean isSecure();

  /** Returns whether this is the error page of a request that was decided before. */
  default boolean isErrorPage() {
    return false;
  }

  /** Returns whether the response becomes a part of another one. */
  default boolean isIncluded() {
    return false;
  }

  /** Returns whether the server has response headers beside those of JAX-RS. */
  default boolean hasServerResponse() {
    return false;
  }

  /** Returns all values of a header of the server's response; none where there is none. */
  default Collection<String> responseHeaders(String name) {
    return List.of();
  }

  /** Sets a response header, whatever the response will be. */
  void setResponseHeader(String name, String value);

  /** Makes the caller known to beans that depend on it. */
  void setCaller(VerifiedApiKey key);
}
