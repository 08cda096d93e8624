package org.nexusauth.filter;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.AttributeMap;

/** The attributes of an application. */
record ContextAttributes(ServletContext context) implements AttributeMap {

  /** Returns the gates of an application. */
  static ApplicationGates gates(ServletContext context) {
    return ApplicationGates.in(new ContextAttributes(context));
  }

  @Override
  public @Nullable Object get(String name) {
    return context.getAttribute(name);
  }

  @Override
  public void set(String name, Object value) {
    context.setAttribute(name, value);
  }
}
