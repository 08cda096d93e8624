package org.nexusauth.web;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a servlet request.
 *
 * @param request the request; wrappers around it have the same attributes
 */
public record ServletRequestAttributes(ServletRequest request) implements AttributeScope {
  @Override
  public @Nullable Object get(String name) {
    return request.getAttribute(name);
  }

  @Override
  public void set(String name, Object value) {
    request.setAttribute(name, value);
  }
}
