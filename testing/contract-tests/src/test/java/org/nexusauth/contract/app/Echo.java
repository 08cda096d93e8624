package org.nexusauth.contract.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.security.Principal;

/** What every resource of the application does: it counts its run and says who the caller is. */
public class Echo {

  @Context SecurityContext security;
  @Context UriInfo uri;

  @HeaderParam("X-Request-ID")
  String requestId;

  @GET
  public String get() {
    return echo();
  }

  @POST
  public String post() {
    return echo();
  }

  private String echo() {
    Principal caller = security.getUserPrincipal();
    Journal.add(String.valueOf(requestId), "ran /" + uri.getPath());
    return Caller.describe(caller == null ? null : caller.getName(), security::isUserInRole);
  }
}
