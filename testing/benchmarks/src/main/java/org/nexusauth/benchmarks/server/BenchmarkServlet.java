package org.nexusauth.benchmarks.server;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The least that an endpoint does. */
final class BenchmarkServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final byte[] BODY = {'{', '"', 'a', '"', ':', '1', '}'};

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/json");
    response.setContentLength(BODY.length);
    response.getOutputStream().write(BODY);
  }
}
