package org.nexusauth.benchmarks.app;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The same, guarded by a role, which MicroProfile JWT reads from the claim {@code groups}. */
@Path("hello")
@RolesAllowed("read")
@RequestScoped
public class RoleHello {

  /** Says something short. */
  @GET
  @Produces("application/json")
  public String hello() {
    return "{\"a\":1}";
  }
}
