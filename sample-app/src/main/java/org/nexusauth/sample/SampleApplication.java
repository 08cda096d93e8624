package org.nexusauth.sample;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.nexusauth.sample.agent.AgentResource;
import org.nexusauth.sample.agent.MeResource;
import org.nexusauth.sample.event.EventResource;
import org.nexusauth.sample.thread.MessageResource;
import org.nexusauth.sample.thread.ThreadResource;
import org.nexusauth.sample.web.ApiExceptionMapper;
import org.nexusauth.sample.web.ThrowableMapper;

/** The JAX-RS application of clients: both halves of the API below its one base. */
@ApplicationPath("/api/public")
public final class SampleApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        ThreadResource.class,
        MessageResource.class,
        MeResource.class,
        AgentResource.class,
        EventResource.class,
        ApiExceptionMapper.class,
        ThrowableMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    // A WADL would list every route to every client, and answer OPTIONS with XML.
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
