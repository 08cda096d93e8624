package org.nexusauth.jaxrs;

import java.net.URI;
import org.nexusauth.path.RequestPath;

/** Reads the path by which a request is judged from the URI that JAX-RS goes by. */
final class UriPath {
  private UriPath() {}

  /**
   * Returns the path.
   *
   * @param raw the URI's path below the context, percent-encoded
   */
  static String of(String raw) {
    // With a host before it, or two slashes would be read as the start of one.
    return RequestPath.resolve(raw, "", URI.create("http://localhost" + raw).getPath());
  }
}
