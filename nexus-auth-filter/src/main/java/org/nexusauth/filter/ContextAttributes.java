package org.nexusauth.filter;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;
import org.nexusauth.door.ApplicationGates;
import org.nexusauth.door.Attributes;

/** The attributes of an application. */
record ContextAttributes(ServletContext context) implements Attributes {

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
