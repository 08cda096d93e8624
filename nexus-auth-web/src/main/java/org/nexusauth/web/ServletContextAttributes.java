package org.nexusauth.web;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a servlet context.
 *
 * @param context the application
 */
public record ServletContextAttributes(ServletContext context) implements AttributeScope {
  @Override
  public @Nullable Object get(String name) {
    return context.getAttribute(name);
  }

  @Override
  public void set(String name, Object value) {
    context.setAttribute(name, value);
  }
}
