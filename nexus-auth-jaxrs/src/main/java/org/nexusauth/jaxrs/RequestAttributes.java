package org.nexusauth.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.nexusauth.web.AttributeMap;

/** The attributes of a servlet request. */
record RequestAttributes(HttpServletRequest request) implements AttributeMap {
  @Override
  public @Nullable Object get(String name) {
    return request.getAttribute(name);
  }

  @Override
  public void set(String name, Object value) {
    request.setAttribute(name, value);
  }
}
