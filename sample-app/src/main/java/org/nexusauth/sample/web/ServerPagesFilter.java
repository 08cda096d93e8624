package org.nexusauth.sample.web;

import jakarta.json.Json;
import jakarta.json.JsonWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Closes the pages that Payara adds to every application: its metrics and the list of all routes
 * are not there, and its health answers GET and HEAD alone, since it reads the body of a form that
 * is posted to it, however slowly that comes. Thread-safe.
 */
public final class ServerPagesFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!request.getServletPath().equals("/health")) {
      answer(response, HttpServletResponse.SC_NOT_FOUND);
    } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      response.setHeader("Allow", "GET, HEAD");
      answer(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    } else {
      response.setHeader("Cache-Control", "no-store");
      chain.doFilter(request, response);
    }
  }

  private static void answer(HttpServletResponse response, int status) throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    try (JsonWriter body = Json.createWriter(response.getOutputStream())) {
      body.write(ErrorBody.ofStatus(status).toJson());
    }
  }
}
