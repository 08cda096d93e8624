package org.nexusauth.jaxrs;

import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.web.AttributeMap;

/** A request as it came to the server, before the application could change it. */
interface RawRequest {

  /** Returns the attributes of the request, which hand a decision over to those behind. */
  AttributeMap attributes();

  /** Returns the path by which the request is judged, relative to the context. */
  String path();

  /** Returns the path that JAX-RS will serve, where the application made it another one. */
  Optional<String> rewritten(UriInfo uri);

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

  /** Returns whether this is the error page of a request that was judged before. */
  boolean isErrorPage();

  /** Returns whether its answer becomes a part of another one. */
  boolean isIncluded();

  /** Puts a header into the answer, whatever that will be. */
  void echo(String name, String value);

  /** Returns the server's own answer, or null where JAX-RS has all of it. */
  @Nullable ServerAnswer answer();

  /** Notes who the caller is, for beans that ask. */
  void callerIs(VerifiedApiKey key);
}
