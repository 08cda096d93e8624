package org.nexusauth.filter;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.ServletContextAttributes;

/**
 * The servlet filter that passes requests with a valid API key and answers all others itself.
 *
 * <p>It guards what it is mapped to in {@code web.xml}, where its init-params and the application's
 * context-params configure it, beside MicroProfile Config; a subclass with {@code @WebFilter} does
 * the same. {@link #of} makes one in code. It should be {@code async-supported}.
 *
 * <p>Behind it {@code getUserPrincipal()} is the integration, {@code isUserInRole} compares with
 * the exact text of the permissions, and {@link #verifiedKey} has the rest. Thread-safe.
 */
public class ApiKeyFilter implements Filter {
  /** The request attribute that holds the caller's {@link VerifiedApiKey}. */
  public static final String KEY_ATTRIBUTE = "org.nexusauth.key";

  /** What {@code getAuthType()} returns for a caller with a key. */
  public static final String AUTH_TYPE = "API_KEY";

  private @Nullable ServletContext context;

  /** Null before the start, after the end and when the start failed. */
  private volatile @Nullable RequestEnforcer enforcer;

  private String header = TokenSettings.STANDARD.header();

  /** For the container; the filter's parameters configure it. */
  public ApiKeyFilter() {}

  /**
   * Returns a filter around a gate that was built in code; parameters do not count for it, and who
   * built the gate closes it.
   */
  public static Filter of(ApiKeyGate gate) {
    return new GateFilter(gate);
  }

  /**
   * Returns the caller's key; empty where none was needed, on excluded paths and error pages for
   * example.
   */
  public static Optional<VerifiedApiKey> verifiedKey(ServletRequest request) {
    return Optional.ofNullable(request.getAttribute(KEY_ATTRIBUTE))
        .filter(VerifiedApiKey.class::isInstance)
        .map(VerifiedApiKey.class::cast);
  }

  /**
   * Returns whether a request with the caller's key would still be granted now; false for a caller
   * without one. The same as {@link VerifiedApiKey#isStillValid}, for code that has the request;
   * what outlives the request keeps the key.
   */
  public static boolean isStillValid(ServletRequest request) {
    return verifiedKey(request).map(VerifiedApiKey::isStillValid).orElse(false);
  }

  /**
   * Reads the configuration and the keys.
   *
   * @throws ServletException when something is wrong and the server then stops the application; on
   *     other servers the filter stays and answers every request with 503
   */
  @Override
  public final void init(FilterConfig config) throws ServletException {
    context = config.getServletContext();
    try {
      header =
          TokenSettings.headerOf(
              Configuration.ofApplication(FilterBootstrap.readParameters(config)));
      ApiKeyGate gate = FilterBootstrap.getOrCreateGate(config);
      gate.logStart(FilterBootstrap.describeMappings(config));
      RequestEnforcer started = new RequestEnforcer(gate);
      HandshakeSetup.checkHandshakes(config, started);
      enforcer = started;
    } catch (Throwable e) { // The container's edge: some run the application without the filter.
      FilterBootstrap.stopOrClose(config, e);
    }
  }

  @Override
  public final void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestEnforcer current = enforcer;
    if (current == null) {
      RequestEnforcer.answerClosed(header, request, response);
    } else {
      current.filter(request, response, chain);
    }
  }

  /** Closes the application's gates: it is ending. */
  @Override
  public final void destroy() {
    enforcer = null;
    if (context != null) {
      ApplicationGates.of(new ServletContextAttributes(context)).close();
    }
  }
}
