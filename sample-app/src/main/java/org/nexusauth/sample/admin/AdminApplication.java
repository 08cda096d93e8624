package org.nexusauth.sample.admin;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.nexusauth.sample.web.ApiExceptionMapper;
import org.nexusauth.sample.web.ThrowableMapper;

/** The JAX-RS application of administrators. It has the same gate as that of clients. */
@ApplicationPath("/api/admin")
public final class AdminApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(KeyResource.class, ApiExceptionMapper.class, ThrowableMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    // A WADL would list every route to every client, and answer OPTIONS with XML.
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
