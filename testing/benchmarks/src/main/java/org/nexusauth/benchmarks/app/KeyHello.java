package org.nexusauth.benchmarks.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.nexusauth.jaxrs.ApiKeySecured;

/** The same, guarded by our filter. */
@Path("hello")
@ApiKeySecured
public class KeyHello {

  /** Says something short. */
  @GET
  @Produces("application/json")
  public String hello() {
    return "{\"a\":1}";
  }
}
