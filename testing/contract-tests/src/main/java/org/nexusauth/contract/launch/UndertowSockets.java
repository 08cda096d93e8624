package org.nexusauth.contract.launch;

import io.undertow.server.DefaultByteBufferPool;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import java.util.List;
import java.util.Set;

/** What WildFly does for an application with WebSocket endpoints. */
final class UndertowSockets {

  private UndertowSockets() {}

  static DeploymentInfo addTo(DeploymentInfo deployment, List<Class<?>> classes) throws Exception {
    WebSocketDeploymentInfo sockets =
        new WebSocketDeploymentInfo().setBuffers(new DefaultByteBufferPool(false, 8192));
    for (Class<?> type : classes) {
      if (type.isAnnotationPresent(ServerEndpoint.class)) {
        sockets.addEndpoint(type);
      } else if (ServerApplicationConfig.class.isAssignableFrom(type)) {
        ServerApplicationConfig config =
            (ServerApplicationConfig) type.getConstructor().newInstance();
        Set<Class<? extends Endpoint>> none = Set.of();
        config.getEndpointConfigs(none).forEach(sockets::addEndpoint);
      }
    }
    return deployment.addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, sockets);
  }
}
