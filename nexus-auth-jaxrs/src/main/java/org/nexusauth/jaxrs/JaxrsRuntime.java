package org.nexusauth.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.nexusauth.config.PropertySource;
import org.nexusauth.web.AttributeMap;

/** What JAX-RS runs on: a servlet container, or a server that it knows nothing of. */
interface JaxrsRuntime {

  /** Returns the attributes of the application, which hold its gate. */
  AttributeMap application();

  /** Returns settings that the application's descriptor has. */
  List<PropertySource> parameters();

  /** Returns whether a filter of ours may decide before JAX-RS does. */
  boolean mayHaveFilter();

  /** Returns whether the server may have enterprise beans. */
  boolean hasBeans();

  /**
   * Returns the first resource whose annotations the server's enterprise beans defeat, in words.
   */
  Optional<String> mistake(Collection<Class<?>> classes);

  /** Returns the current request as it came. */
  RawRequest incoming(ContainerRequestContext context);
}
