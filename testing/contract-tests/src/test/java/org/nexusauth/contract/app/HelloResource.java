package org.nexusauth.contract.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.config.ConfigProvider;

/** Says that JAX-RS and MicroProfile Config are there. */
@Path("hello")
public final class HelloResource {

  @GET
  @Produces("text/plain")
  public String hello() {
    return ConfigProvider.getConfig().getConfigValue("java.version").getValue();
  }
}
