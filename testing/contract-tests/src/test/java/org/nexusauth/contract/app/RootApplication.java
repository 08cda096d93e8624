package org.nexusauth.contract.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The JAX-RS resources, at the paths that the servlets have in the other application. */
@ApplicationPath("/")
public final class RootApplication extends Application {}
