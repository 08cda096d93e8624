package org.nexusauth.bare.found;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.nexusauth.jaxrs.ApiKeySecured;

/** A resource that JAX-RS finds by its package. */
@Path("found")
public class Found {
  @GET
  @ApiKeySecured
  public String get() {
    return "must not run";
  }
}
