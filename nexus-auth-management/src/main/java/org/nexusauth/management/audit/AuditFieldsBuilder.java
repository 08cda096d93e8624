package org.nexusauth.management.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a record, as the audit log shows them; in order. Not thread-safe. */
public final class AuditFieldsBuilder {
  private final Map<String, String> values = new LinkedHashMap<>();

  /** Adds a field; one that is null is left out. */
  public AuditFieldsBuilder with(String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value.toString());
    }
    return this;
  }

  /** Returns the fields in order. */
  public Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }
}
