package org.nexusauth.jaxrs;

import jakarta.ws.rs.core.FeatureContext;
import org.jspecify.annotations.Nullable;
import org.nexusauth.web.AttributeMap;

/** The properties of a JAX-RS application. */
record ApplicationProperties(FeatureContext context) implements AttributeMap {
  @Override
  public @Nullable Object get(String name) {
    return context.getConfiguration().getProperty(name);
  }

  @Override
  public void set(String name, Object value) {
    context.property(name, value);
  }
}
