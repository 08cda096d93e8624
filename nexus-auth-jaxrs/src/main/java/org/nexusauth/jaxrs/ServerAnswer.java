package org.nexusauth.jaxrs;

import java.util.Collection;

/** The headers of the answer as the server under JAX-RS has them, before those of JAX-RS join. */
interface ServerAnswer {

  /** Returns all values of a header. */
  Collection<String> values(String name);

  /** Sets a header in place of what it was. */
  void set(String name, String value);
}
