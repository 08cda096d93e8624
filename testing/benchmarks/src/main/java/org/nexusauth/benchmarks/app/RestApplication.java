package org.nexusauth.benchmarks.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** JAX-RS from the root on. */
@ApplicationPath("/")
public class RestApplication extends Application {}
