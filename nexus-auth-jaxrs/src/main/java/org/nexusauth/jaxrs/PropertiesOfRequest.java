package org.nexusauth.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;
import org.nexusauth.door.Attributes;

/** The properties of a JAX-RS request; a client cannot set them. */
record PropertiesOfRequest(ContainerRequestContext context) implements Attributes {
  @Override
  public @Nullable Object get(String name) {
    return context.getProperty(name);
  }

  @Override
  public void set(String name, Object value) {
    context.setProperty(name, value);
  }
}
