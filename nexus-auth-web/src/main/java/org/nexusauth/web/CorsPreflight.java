package org.nexusauth.web;

import org.jspecify.annotations.Nullable;

/** Recognizes CORS preflight requests (Fetch standard, "CORS-preflight request"). */
public final class CorsPreflight {
  /** The header that names the page's origin. */
  public static final String ORIGIN = "Origin";

  /** The header that names the method that is to follow. */
  public static final String REQUEST_METHOD = "Access-Control-Request-Method";

  private CorsPreflight() {}

  /**
   * Returns whether this is a preflight request.
   *
   * @param method the request's method
   * @param origin the value of {@link #ORIGIN}, or null
   * @param requestMethod the value of {@link #REQUEST_METHOD}, or null
   */
  public static boolean isPreflight(
      String method, @Nullable String origin, @Nullable String requestMethod) {
    return method.equals("OPTIONS") && origin != null && requestMethod != null;
  }
}
