package org.nexusauth.benchmarks.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.nexusauth.benchmarks.server.ProcessUsage;

/** Reports what the process has used. */
@Path("stats")
public class Stats {

  /** Returns the usage, after a collection where the query wants one. */
  @GET
  public String stats(@Context UriInfo uri) {
    return ProcessUsage.now("gc".equals(uri.getRequestUri().getQuery()));
  }
}
