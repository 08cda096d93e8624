package org.nexusauth.contract.launch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** Jetty 12, whatever the Jakarta level of its applications. */
final class JettyServer {

  private JettyServer() {}

  static void run(Launch launch, Function<Launch.Application, ContextHandler> deployment)
      throws Exception {
    Server server =
        new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), launch.port()));
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
