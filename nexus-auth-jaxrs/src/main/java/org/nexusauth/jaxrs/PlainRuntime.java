package org.nexusauth.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.nexusauth.config.PropertySource;
import org.nexusauth.web.AttributeMap;

/**
 * JAX-RS without servlets: it has no more of a request than JAX-RS itself.
 *
 * @param application what holds the gate
 * @param caller the bean that is told who the caller is
 */
record PlainRuntime(AttributeMap application, CallerSink caller) implements JaxrsRuntime {

  @Override
  public List<PropertySource> parameters() {
    return List.of();
  }

  @Override
  public boolean mayHaveFilter() {
    return false;
  }

  @Override
  public boolean hasBeans() {
    return false;
  }

  @Override
  public Optional<String> mistake(Collection<Class<?>> classes) {
    return Optional.empty();
  }

  @Override
  public RawRequest incoming(ContainerRequestContext context) {
    return new PlainRawRequest(context, caller);
  }
}
