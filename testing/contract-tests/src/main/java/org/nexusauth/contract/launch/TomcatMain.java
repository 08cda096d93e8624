package org.nexusauth.contract.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.scan.StandardJarScanner;

/**
 * Embedded Tomcat, 10.1 and 11 alike: what is called here is the same in both.
 *
 * <p>An application that fails to start is logged and left out, as Tomcat does with one of many.
 */
public final class TomcatMain {

  private TomcatMain() {}

  /**
   * Starts Tomcat and stays until the process is stopped.
   *
   * @param args what {@link Launch} says
   * @throws Exception if Tomcat itself cannot start
   */
  public static void main(String[] args) throws Exception {
    Launch launch = Launch.parse(args);
    Tomcat tomcat = prepare(launch);
    for (Launch.Application application : launch.applications()) {
      deploy(tomcat, application);
    }
    tomcat.start();
    tomcat.getServer().await();
  }

  /** Returns a Tomcat that listens on the loopback address once it is started. */
  static Tomcat prepare(Launch launch) throws IOException {
    Tomcat tomcat = new Tomcat();
    Path webapps = Files.createDirectories(launch.folder().resolve("webapps"));
    tomcat.setBaseDir(launch.folder().toString());
    tomcat.setPort(launch.port());
    tomcat.getConnector().setProperty("address", Launch.LOOPBACK);
    tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
    // Its defaults want a JSP engine.
    tomcat.setAddDefaultWebXmlToWebapp(false);
    tomcat.getHost().setAppBase(webapps.toString());
    return tomcat;
  }

  static Context deploy(Tomcat tomcat, Launch.Application application) {
    Context context = tomcat.addWebapp(application.contextPath(), application.war().toString());
    Tomcat.addServlet(context, "default", DefaultServlet.class.getName()).addMapping("/");
    if (context.getJarScanner() instanceof StandardJarScanner scanner) {
      // The launcher's own class path is none of the application's business.
      scanner.setScanClassPath(false);
    }
    return context;
  }
}
