package org.nexusauth.contract.launch;

import org.eclipse.jetty.ee11.webapp.WebAppContext;

/** Jetty 12 with applications of Jakarta EE 11. */
public final class JettyEe11Main {

  private JettyEe11Main() {}

  /**
   * Starts Jetty and stays until the process is stopped.
   *
   * @param args what {@link Launch} says
   * @throws Exception if Jetty itself cannot start
   */
  public static void main(String[] args) throws Exception {
    JettyServer.run(
        Launch.parse(args),
        application ->
            new WebAppContext(application.war().toString(), JettyServer.pathOf(application)));
  }
}
