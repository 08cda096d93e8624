package org.nexusauth.contract.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/** Behind the filter: runs for every method and says who the caller is. */
@WebServlet({"/api/*", "/public/*"})
public final class EchoServlet extends HttpServlet {

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Principal caller = request.getUserPrincipal();
    Journal.add(
        String.valueOf(request.getHeader("X-Request-ID")),
        "ran " + request.getServletPath() + request.getPathInfo());
    response.setContentType("text/plain");
    response
        .getWriter()
        .print(Caller.describe(caller == null ? null : caller.getName(), request::isUserInRole));
  }
}
