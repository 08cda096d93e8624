package org.nexusauth.contract.app;

import jakarta.ws.rs.Path;
import org.nexusauth.jaxrs.ApiKeySecured;

/** Guarded by its annotation. */
@Path("api/{rest: .*}")
@ApiKeySecured
public class SecuredEcho extends Echo {}
