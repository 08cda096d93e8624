package org.nexusauth.jaxrs;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.AttributeMap;

/** Holds the gate where no servlet context does, and closes it when the application ends. */
@ApplicationScoped
@Typed(ApplicationScopedAttributes.class)
class ApplicationScopedAttributes implements AttributeMap {
  private final Map<String, Object> values = new ConcurrentHashMap<>();

  @Override
  public @Nullable Object get(String name) {
    return values.get(name);
  }

  @Override
  public void set(String name, Object value) {
    values.put(name, value);
  }

  @PreDestroy
  void close() {
    ApplicationGates.of(this).close();
  }
}
