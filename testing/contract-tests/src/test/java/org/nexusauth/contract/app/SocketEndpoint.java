package org.nexusauth.contract.app;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Principal;

/** Says who opened the session, and writes it down under the query. */
public final class SocketEndpoint extends Endpoint {

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    greet(session);
  }

  static void greet(Session session) {
    Principal caller = session.getUserPrincipal();
    String name = caller == null ? "nobody" : caller.getName();
    Journal.add(String.valueOf(session.getQueryString()), "opened by " + name);
    try {
      session.getBasicRemote().sendText("opened by " + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
