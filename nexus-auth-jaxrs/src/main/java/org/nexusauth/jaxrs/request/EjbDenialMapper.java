package org.nexusauth.jaxrs.request;

import jakarta.annotation.Priority;
import jakarta.ejb.EJBAccessException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Optional;

/**
 * Answers when an enterprise bean denies the caller of a resource, which would be a page with
 * status 500. An application's own mapper of the same exception has precedence. Only servers that
 * have enterprise beans load this class.
 */
@Priority(Integer.MAX_VALUE)
public final class EjbDenialMapper implements ExceptionMapper<EJBAccessException> {
  private final JaxrsEnforcer enforcer;
  private final Hk2Proxy<HttpServletRequest> current;
  private final String detail;

  /**
   * Creates the mapper.
   *
   * @param current what JAX-RS injects for the current request
   * @param hasIdentity whether the server's beans depend on the caller of a key
   */
  public EjbDenialMapper(JaxrsEnforcer enforcer, HttpServletRequest current, boolean hasIdentity) {
    this.enforcer = enforcer;
    this.current = Hk2Proxy.of(current);
    this.detail =
        hasIdentity
            ? "an enterprise bean denies the caller: it requires a role that the key does not have,"
                + " or the resource requires no key"
            : "an enterprise bean denies the caller: on this server, the caller of a key is not"
                + " known to enterprise beans";
  }

  @Override
  public Response toResponse(EJBAccessException denial) {
    HttpServletRequest servlet = current.current();
    return JaxrsRequest.findStored(servlet::getAttribute)
        .flatMap(this::denyLate)
        .orElseThrow(() -> denial);
  }

  private Optional<Response> denyLate(JaxrsRequest request) {
    return Optional.ofNullable(enforcer.gateFor(enforcer.earlierGrant(request).orElse(null)))
        .map(gate -> request.denyLate(gate, detail));
  }
}
