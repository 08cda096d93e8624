package org.nexusauth.contract.app;

import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** The same as {@link SocketEndpoint}, found by its annotation. */
@ServerEndpoint("/ws/annotated")
public final class AnnotatedSocket {

  @OnOpen
  public void onOpen(Session session) {
    SocketEndpoint.greet(session);
  }
}
