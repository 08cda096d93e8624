package org.nexusauth.filter;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/**
 * A page that hands its request on as its query says: {@code forward}, {@code include}, {@code
 * writer} or {@code flushed} (a forward after writing), {@code error}, {@code fail}; to a path, or
 * to a servlet's name.
 */
final class Dispatcher extends HttpServlet {
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    for (String step : request.getQueryString().split("&", -1)) {
      String[] parts = step.split("=", 2);
      RequestDispatcher to =
          parts.length < 2
              ? null
              : parts[1].startsWith("/")
                  ? request.getRequestDispatcher(parts[1])
                  : request.getServletContext().getNamedDispatcher(parts[1]);
      step(parts[0], to, request, response);
    }
  }

  private static void step(
      String how, RequestDispatcher to, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    switch (how) {
      case "forward" -> to.forward(request, response);
      case "writer" -> {
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setContentType("text/html;charset=UTF-16");
        response.getWriter().print("half a page");
        to.forward(request, response);
      }
      case "stream" -> {
        response.getOutputStream().print("half a page");
        to.forward(request, response);
      }
      case "flushed" -> {
        response.getWriter().print("sent");
        response.flushBuffer();
        try {
          to.forward(request, response);
        } catch (IllegalStateException e) {
          response.getWriter().print(", not forwarded");
        }
      }
      case "include" -> {
        response.getWriter().print("[");
        to.include(request, response);
        response.getWriter().print("]");
      }
      case "error" -> response.sendError(418);
      case "fail" -> throw new ServletException("on purpose");
      default -> throw new IllegalArgumentException(Objects.toString(how));
    }
  }
}
