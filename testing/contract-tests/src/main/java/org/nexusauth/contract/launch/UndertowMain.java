package org.nexusauth.contract.launch;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Embedded Undertow with its own settings as they come, and HTTP/2 switched on.
 *
 * <p>An application that fails to start is named on the error stream and left out.
 */
public final class UndertowMain {

  private UndertowMain() {}

  /**
   * Starts Undertow; its threads keep the process until it is stopped.
   *
   * @param args what {@link Launch} says
   * @throws Exception if an application's file cannot be read
   */
  public static void main(String[] args) throws Exception {
    Launch launch = Launch.parse(args);
    PathHandler paths = Handlers.path();
    Undertow server =
        Undertow.builder()
            .addHttpListener(launch.port(), Launch.LOOPBACK)
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .setHandler(paths)
            .build();
    server.start();
    for (Launch.Application application : launch.applications()) {
      deployWar(paths, launch.folder(), application);
    }
  }

  private static void deployWar(PathHandler paths, Path folder, Launch.Application application)
      throws Exception {
    Path files = Files.createTempDirectory(folder, "application");
    UnpackedWar war = UnpackedWar.unpack(application.war(), files);
    DeploymentManager manager =
        Servlets.defaultContainer()
            .addDeployment(
                UndertowSockets.addTo(
                    new UndertowDeployment(war).of(application.contextPath()), war.classes()));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(war.classLoader());
    try {
      manager.deploy();
      paths.addPrefixPath(application.contextPath(), manager.start());
    } catch (Exception failed) {
      // One of many: the others are served, as other servers do it.
      failed.printStackTrace(System.err);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
