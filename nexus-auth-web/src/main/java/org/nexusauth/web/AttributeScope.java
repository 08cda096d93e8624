package org.nexusauth.web;

import org.jspecify.annotations.Nullable;

/** Named objects of an application or a request, as servlet contexts and requests have them. */
public interface AttributeScope {

  /** Returns the attribute of this name, or null. */
  @Nullable Object get(String name);

  /** Sets the attribute of this name. */
  void set(String name, Object value);
}
