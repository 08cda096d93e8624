package org.nexusauth.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Attributes as a servlet context or a request has them. */
final class MapAttributes implements AttributeScope {
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
