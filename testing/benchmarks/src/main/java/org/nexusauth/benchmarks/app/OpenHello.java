package org.nexusauth.benchmarks.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The least that an endpoint does. */
@Path("hello")
public class OpenHello {

  /** Says something short. */
  @GET
  @Produces("application/json")
  public String hello() {
    return "{\"a\":1}";
  }
}
