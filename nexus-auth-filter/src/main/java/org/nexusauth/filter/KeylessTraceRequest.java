package org.nexusauth.filter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A TRACE request without the key's header: the answer echoes what the servlet sees, and a key must
 * not be in it (RFC 9110 §9.3.8).
 */
final class KeylessTraceRequest extends HttpServletRequestWrapper {
  private final String hidden;

  private KeylessTraceRequest(HttpServletRequest request, String hidden) {
    super(request);
    this.hidden = hidden;
  }

  /** Returns the request, without the header when it is a TRACE request. */
  static HttpServletRequest hideKey(HttpServletRequest request, String header) {
    if (request.getMethod().equals("TRACE")) {
      return new KeylessTraceRequest(request, header);
    }
    return request;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return hidden.equalsIgnoreCase(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    if (hidden.equalsIgnoreCase(name)) {
      return Collections.emptyEnumeration();
    }
    return super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    List<String> names = Collections.list(super.getHeaderNames());
    names.removeIf(hidden::equalsIgnoreCase);
    return Collections.enumeration(names);
  }
}
