package org.nexusauth.jaxrs;

import jakarta.annotation.Priority;
import jakarta.ejb.EJBAccessException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.nexusauth.ApiKeyGate;

/**
 * Answers for an enterprise bean that denies the caller of a resource, which would be a page with
 * status 500. An application's own mapper of the same exception comes first. Only servers that have
 * enterprise beans load this class.
 */
@Priority(Integer.MAX_VALUE)
final class BeanDenialMapper implements ExceptionMapper<EJBAccessException> {
  private final JaxrsEnforcer door;
  private final ServletRuntime host;

  BeanDenialMapper(JaxrsEnforcer door, ServletRuntime host) {
    this.door = door;
    this.host = host;
  }

  @Override
  public Response toResponse(EJBAccessException denial) {
    return JaxrsRequest.in(new RequestAttributes(host.request().current()))
        .flatMap(exchange -> door.gateOf(exchange).map(gate -> answer(exchange, gate)))
        .orElseThrow(() -> denial);
  }

  private Response answer(JaxrsRequest exchange, ApiKeyGate gate) {
    String detail =
        host.reachesBeans()
            ? "an enterprise bean denies the caller: it asks for a role that the key does not"
                + " have, or the resource asks for no key"
            : "an enterprise bean denies the caller: on this server, the caller of a key is not"
                + " known to enterprise beans";
    return exchange.denyLate(gate, detail);
  }
}
