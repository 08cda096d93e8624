package org.nexusauth.sample.health;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;
import org.nexusauth.web.AttributeMap;

/** The application's attributes, where the gates are. */
record ApplicationAttributes(ServletContext context) implements AttributeMap {

  @Override
  public @Nullable Object get(String name) {
    return context.getAttribute(name);
  }

  @Override
  public void set(String name, Object value) {
    context.setAttribute(name, value);
  }
}
