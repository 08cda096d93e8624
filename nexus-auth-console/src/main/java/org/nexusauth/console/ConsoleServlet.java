package org.nexusauth.console;

import jakarta.servlet.http.HttpServlet;

/** Serves the REST API. */
public final class ConsoleServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** For the container. */
  public ConsoleServlet() {}
}
