package org.nexusauth.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;
import org.nexusauth.web.AttributeMap;

/** The properties of a JAX-RS request; a client cannot set them. */
record RequestProperties(ContainerRequestContext context) implements AttributeMap {
  @Override
  public @Nullable Object get(String name) {
    return context.getProperty(name);
  }

  @Override
  public void set(String name, Object value) {
    context.setProperty(name, value);
  }
}
