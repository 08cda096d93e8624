package org.nexusauth.contract.app;

import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Endpoints behind filters of every kind, and one behind none. */
public final class SocketApplication implements ServerApplicationConfig {

  @Override
  public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
    return Stream.of("/ws/one", "/ws/two/two", "/code/one", "/late/one", "/ws/open/one", "/none")
        .map(path -> ServerEndpointConfig.Builder.create(SocketEndpoint.class, path).build())
        .collect(Collectors.toSet());
  }

  @Override
  public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
    return scanned;
  }
}
