package org.nexusauth.jaxrs;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nexusauth.config.PropertySource;
import org.nexusauth.web.AttributeMap;

/**
 * A servlet container under JAX-RS.
 *
 * @param context the application
 * @param request the current request
 * @param response the current response
 */
record ServletRuntime(
    ServletContext context,
    Hk2Proxy<HttpServletRequest> request,
    Hk2Proxy<HttpServletResponse> response)
    implements JaxrsRuntime {

  static List<PropertySource> parameters(ServletContext context) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : Collections.list(context.getInitParameterNames())) {
      values.put(name, context.getInitParameter(name));
    }
    return List.of(PropertySource.of("context-param", values));
  }

  @Override
  public AttributeMap application() {
    return new ContextAttributes(context);
  }

  @Override
  public List<PropertySource> parameters() {
    return parameters(context);
  }

  @Override
  public boolean mayHaveFilter() {
    return true;
  }

  @Override
  public boolean hasBeans() {
    return EnterpriseBeans.areKnownTo(context.getClassLoader());
  }

  /** Returns whether enterprise beans learn the caller of a key. */
  boolean reachesBeans() {
    return ContainerIdentity.find(context.getClassLoader()).isPresent();
  }

  @Override
  public Optional<String> mistake(Collection<Class<?>> classes) {
    return EnterpriseBeans.unreachable(classes, context.getClassLoader());
  }

  @Override
  public RawRequest incoming(ContainerRequestContext jaxrs) {
    return new ServletRawRequest(request.current(), response);
  }
}
