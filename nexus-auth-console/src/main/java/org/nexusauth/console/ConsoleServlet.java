package org.nexusauth.console;

import jakarta.servlet.http.HttpServlet;
import org.nexusauth.config.Configuration;

/** Serves the REST API below {@code nexus.auth.console.path}. Thread-safe. */
public final class ConsoleServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /**
   * Returns a servlet for an application.
   *
   * @param configuration the application's settings
   */
  ConsoleServlet(Configuration configuration) {}
}
