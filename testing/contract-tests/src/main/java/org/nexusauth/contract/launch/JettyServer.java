package org.nexusauth.contract.launch;

import java.util.function.Function;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** Jetty 12, whatever the Jakarta level of its applications. */
final class JettyServer {

  private JettyServer() {}

  static void run(Launch launch, Function<Launch.Application, ContextHandler> deployment)
      throws Exception {
    Server server = new Server();
    HttpConfiguration http = new HttpConfiguration();
    ServerConnector connector =
        new ServerConnector(
            server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    connector.setHost(Launch.LOOPBACK);
    connector.setPort(launch.port());
    server.addConnector(connector);
    ContextHandlerCollection contexts = new ContextHandlerCollection();
    launch.applications().stream().map(deployment).forEach(contexts::addHandler);
    server.setHandler(contexts);
    server.start();
    server.join();
  }

  static String pathOf(Launch.Application application) {
    return application.contextPath().isEmpty() ? "/" : application.contextPath();
  }
}
