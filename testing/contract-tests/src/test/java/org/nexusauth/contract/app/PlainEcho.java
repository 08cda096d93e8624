package org.nexusauth.contract.app;

import jakarta.ws.rs.Path;

/** Guarded by nothing of its own: {@code protect=all} must do. */
@Path("api/{rest: x|y|admin}")
public class PlainEcho extends Echo {

  /** A sub-resource without any annotation. */
  @Path("sub")
  public Echo sub() {
    Journal.add(String.valueOf(requestId), "ran locator");
    return this;
  }
}
