package org.nexusauth.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The login form of an application. */
public final class LoginFormServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  static final String TITLE = "The application's login";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/html");
    response
        .getWriter()
        .write(
            "<title>%s</title><form method=post action=j_security_check>".formatted(TITLE)
                + "<input name=j_username><input name=j_password type=password></form>");
  }
}
