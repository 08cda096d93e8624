package org.nexusauth.benchmarks.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

/** JAX-RS from the root on, with MicroProfile JWT switched on. */
@ApplicationScoped // Payara looks for the next one on beans
@LoginConfig(authMethod = "MP-JWT")
@ApplicationPath("/")
public class MpJwtApplication extends Application {}
