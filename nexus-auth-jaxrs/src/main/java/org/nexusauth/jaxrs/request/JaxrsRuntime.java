package org.nexusauth.jaxrs.request;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.PropertySource;
import org.nexusauth.web.AttributeScope;
import org.nexusauth.web.CallerSink;
import org.nexusauth.web.ServletContextAttributes;

/**
 * What JAX-RS runs on: a servlet container, or a server without servlets. Immutable. Links without
 * the servlet API.
 */
public final class JaxrsRuntime {
  private final AttributeScope attributes;
  private final List<PropertySource> parameters;
  private final @Nullable ClassLoader servletLoader;
  private final Function<ContainerRequestContext, RawRequest> requests;

  private JaxrsRuntime(
      AttributeScope attributes,
      List<PropertySource> parameters,
      @Nullable ClassLoader servletLoader,
      Function<ContainerRequestContext, RawRequest> requests) {
    this.attributes = attributes;
    this.parameters = parameters;
    this.servletLoader = servletLoader;
    this.requests = requests;
  }

  /**
   * Returns the runtime of a servlet container.
   *
   * @param request what JAX-RS injects for the current request; and so the response
   */
  public static JaxrsRuntime ofServlets(
      ServletContext context, HttpServletRequest request, HttpServletResponse response) {
    Hk2Proxy<HttpServletRequest> requestProxy = Hk2Proxy.of(request);
    Hk2Proxy<HttpServletResponse> responseProxy = Hk2Proxy.of(response);
    return new JaxrsRuntime(
        new ServletContextAttributes(context),
        parametersOf(context),
        loaderOf(context),
        unused -> new ServletRawRequest(requestProxy.current(), responseProxy));
  }

  /**
   * Returns the runtime of a server without servlets, which has of a request what JAX-RS has.
   *
   * @param attributes hold the application's gate
   * @param caller receives the caller of each request
   */
  public static JaxrsRuntime withoutServlets(AttributeScope attributes, CallerSink caller) {
    return new JaxrsRuntime(
        attributes, List.of(), null, context -> new PlainRawRequest(context, caller));
  }

  /** Returns the loader of a web application; an embedded server may set none in its context. */
  public static ClassLoader loaderOf(ServletContext context) {
    return Objects.requireNonNullElseGet(
        context.getClassLoader(), JaxrsRuntime.class::getClassLoader);
  }

  /** Returns the settings in the descriptor of a web application. */
  public static List<PropertySource> parametersOf(ServletContext context) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : Collections.list(context.getInitParameterNames())) {
      values.put(name, context.getInitParameter(name));
    }
    return List.of(PropertySource.of("context-param", values));
  }

  /** Returns the attributes of the application. */
  AttributeScope attributes() {
    return attributes;
  }

  /** Returns the settings that the application's descriptor has. */
  List<PropertySource> parameters() {
    return parameters;
  }

  /** Returns the application's settings from all sources. */
  public Configuration configuration() {
    return Configuration.ofApplication(parameters);
  }

  /** Returns the application's loader in a servlet container; empty without servlets. */
  public Optional<ClassLoader> servletLoader() {
    return Optional.ofNullable(servletLoader);
  }

  /** Returns the current request as the server received it. */
  RawRequest rawRequest(ContainerRequestContext context) {
    return requests.apply(context);
  }
}
