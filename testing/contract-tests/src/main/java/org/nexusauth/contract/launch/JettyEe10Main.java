package org.nexusauth.contract.launch;

import org.eclipse.jetty.ee10.webapp.WebAppContext;

/** Jetty 12 with applications of Jakarta EE 10. */
public final class JettyEe10Main {

  private JettyEe10Main() {}

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
