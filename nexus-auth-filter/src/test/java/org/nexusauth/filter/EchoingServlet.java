package org.nexusauth.filter;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.concurrent.atomic.AtomicInteger;

/** A resource that says who its caller is, and counts how often it ran. */
final class EchoingServlet extends HttpServlet {
  final AtomicInteger runs = new AtomicInteger();

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    runs.incrementAndGet();
    response.getWriter().print("caller=" + caller(request));
  }

  static String caller(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return principal == null ? "none" : principal.getName();
  }
}
