package org.nexusauth.sample.web;

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
public final class ServerEndpointsFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!request.getServletPath().equals("/health")) {
      ErrorBody.ofStatus(HttpServletResponse.SC_NOT_FOUND).writeTo(response);
    } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      response.setHeader("Allow", "GET, HEAD");
      ErrorBody.ofStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED).writeTo(response);
    } else {
      response.setHeader("Cache-Control", "no-store");
      chain.doFilter(request, response);
    }
  }
}
