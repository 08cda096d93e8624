package org.nexusauth.sample.admin;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.nexusauth.door.Attributes;

/**
 * The attributes of a request, where the door left its decision.
 *
 * @param request the request
 */
record RequestAttributes(HttpServletRequest request) implements Attributes {

  @Override
  public @Nullable Object get(String name) {
    return request.getAttribute(name);
  }

  @Override
  public void set(String name, Object value) {
    request.setAttribute(name, value);
  }
}
