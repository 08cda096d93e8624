package org.nexusauth.contract.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The JAX-RS part of the application. */
@ApplicationPath("/rest")
public final class HelloApplication extends Application {}
