package org.nexusauth.filter;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;
import org.nexusauth.web.AttributeMap;

/** The attributes of a request. */
record RequestAttributes(ServletRequest request) implements AttributeMap {
  @Override
  public @Nullable Object get(String name) {
    return request.getAttribute(name);
  }

  @Override
  public void set(String name, Object value) {
    request.setAttribute(name, value);
  }
}
