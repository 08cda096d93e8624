package org.nexusauth.jaxrs;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource that is an enterprise bean: both containers enforce its annotations. */
@Stateless
@Path("bean")
@RolesAllowed("read")
public class BeanResource {
  @Resource SessionContext context;

  @GET
  public String get() {
    return Ledger.caller(context);
  }

  @GET
  @Path("admin")
  @RolesAllowed("admin")
  public String admin() {
    return "must not run";
  }

  @GET
  @Path("anybody")
  @PermitAll
  public String anybody() {
    return Ledger.caller(context);
  }

  @GET
  @Path("nobody")
  @DenyAll
  public String nobody() {
    return "must not run";
  }
}
