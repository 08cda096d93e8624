package org.nexusauth.jaxrs;

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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Stands before all else in an application whose enterprise beans must learn the caller of a key,
 * and takes the caller from the thread when the request leaves it.
 */
final class ContainerIdentityFilter implements Filter {
  private static final String NAME = "org.nexusauth.jaxrs.container";

  private final ContainerIdentity identity;

  private ContainerIdentityFilter(ContainerIdentity identity) {
    this.identity = identity;
  }

  /** Adds the filter to an application, for every path and every dispatch. */
  static void addTo(ServletContext application, ContainerIdentity identity) {
    FilterRegistration.Dynamic added =
        application.addFilter(NAME, new ContainerIdentityFilter(identity));
    if (added != null) {
      added.setAsyncSupported(true);
      added.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }
  }

  /** Makes a caller known to the server, where this filter stands before the request. */
  static void callerIs(VerifiedApiKey key, Function<String, @Nullable Object> attributes) {
    if (attributes.apply(NAME) instanceof OfThread caller) {
      caller.is(key);
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      identity.run(caller -> pass(request, response, chain, caller));
    } catch (IOException | ServletException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  private static void pass(
      ServletRequest request, ServletResponse response, FilterChain chain, CallerSink caller)
      throws IOException, ServletException {
    Object outer = request.getAttribute(NAME);
    request.setAttribute(NAME, new OfThread(Thread.currentThread(), caller));
    try {
      chain.doFilter(request, response);
    } finally {
      request.setAttribute(NAME, outer);
    }
  }

  /** The caller of a thread; another thread that works on the request does not change it. */
  private record OfThread(Thread thread, CallerSink caller) implements CallerSink {
    @Override
    public void is(@Nullable VerifiedApiKey key) {
      if (Thread.currentThread() == thread) {
        caller.is(key);
      }
    }
  }
}
