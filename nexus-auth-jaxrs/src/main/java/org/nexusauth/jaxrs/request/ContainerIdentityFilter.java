package org.nexusauth.jaxrs.request;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Runs before all other filters of an application whose enterprise beans depend on the caller of a
 * key, and removes the caller from the thread when the request leaves it.
 */
public final class ContainerIdentityFilter implements Filter {
  private static final String NAME = "org.nexusauth.jaxrs.container";

  private final ContainerIdentity identity;

  private ContainerIdentityFilter(ContainerIdentity identity) {
    this.identity = identity;
  }

  /** Adds the filter for every path and dispatch, where the server has an identity to set. */
  public static void addTo(ServletContext application) {
    ClassLoader loader = JaxrsRuntime.loaderOf(application);
    if (ContainerIdentity.hasEnterpriseBeans(loader)) {
      ContainerIdentity.findIn(loader).ifPresent(identity -> addTo(application, identity));
    }
  }

  private static void addTo(ServletContext application, ContainerIdentity identity) {
    FilterRegistration.Dynamic added =
        application.addFilter(NAME, new ContainerIdentityFilter(identity));
    if (added != null) {
      added.setAsyncSupported(true);
      added.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }
  }

  /** Makes a caller known to the server, where this filter runs before the request. */
  static void setCaller(VerifiedApiKey key, Function<String, @Nullable Object> attributes) {
    // Another thread that works on the request must not change its own caller.
    if (attributes.apply(NAME) instanceof ThreadCaller caller
        && caller.thread() == Thread.currentThread()) {
      caller.sink().accept(key);
    }
  }

  /** Receives the caller of the thread that runs a request. */
  private record ThreadCaller(Thread thread, Consumer<VerifiedApiKey> sink) {}

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      identity.run(caller -> runChain(request, response, chain, caller));
    } catch (IOException | ServletException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  private static void runChain(
      ServletRequest request,
      ServletResponse response,
      FilterChain chain,
      Consumer<VerifiedApiKey> caller)
      throws IOException, ServletException {
    Object outer = request.getAttribute(NAME);
    request.setAttribute(NAME, new ThreadCaller(Thread.currentThread(), caller));
    try {
      chain.doFilter(request, response);
    } finally {
      request.setAttribute(NAME, outer);
    }
  }
}
