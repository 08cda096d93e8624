package org.nexusauth.web;

import jakarta.enterprise.inject.Vetoed;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds the gates for CDI, an application-scoped bean: beans find them here outside requests, too,
 * where the container does not know which servlet context is meant. Thread-safe.
 */
@Vetoed // The extension adds it; a shaded archive must not add it again.
class ApplicationScopedAttributes implements AttributeScope {
  private final Map<String, Object> values = new ConcurrentHashMap<>();

  @Override
  public @Nullable Object get(String name) {
    return values.get(name);
  }

  @Override
  public void set(String name, Object value) {
    values.put(name, value);
  }
}
