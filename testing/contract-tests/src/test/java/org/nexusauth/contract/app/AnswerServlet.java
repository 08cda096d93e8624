package org.nexusauth.contract.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Principal;

/** Answers with the headers and in the way that the query names; caches stand before it. */
@WebServlet(
    value = {"/api/answer", "/public/answer"},
    asyncSupported = true)
public final class AnswerServlet extends HttpServlet {

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Journal.add(
        String.valueOf(request.getHeader("X-Request-ID")), "ran " + request.getServletPath());
    Principal caller = request.getUserPrincipal();
    String name = caller == null ? "nobody" : caller.getName();
    answer(how(request), name, request, response);
  }

  /** What was dispatched once is not again. */
  private static String how(HttpServletRequest request) {
    if (request.getDispatcherType() == DispatcherType.ASYNC) {
      return "plain";
    }
    return String.valueOf(request.getQueryString()).split("&", 2)[0];
  }

  private static void answer(
      String how, String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    switch (how) {
      case "vary" -> response.setHeader("Vary", "Accept");
      case "vary-twice" -> {
        response.addHeader("Vary", "Accept");
        response.addHeader("vary", "Origin, API-KEY");
      }
      case "sunset" -> response.setHeader("Sunset", "Fri, 01 Jan 2100 00:00:00 GMT");
      case "limits" -> {
        response.setHeader("X-RateLimit-Remaining", "1000");
        response.addHeader("RateLimit", "\"own\";r=1000");
      }
      case "vary-any" -> response.addHeader("Vary", "*");
      case "public" -> response.setHeader("Cache-Control", "public, max-age=60");
      case "public-add" -> response.addHeader("cache-control", "public, max-age=60");
      case "only-if-none" -> {
        if (!response.containsHeader("Cache-Control")) {
          response.setHeader("Cache-Control", "no-cache");
        }
      }
      case "reset" -> {
        response.setHeader("Vary", "Accept");
        response.setHeader("Cache-Control", "public");
        response.reset();
      }
      case "reset-public" -> {
        response.reset();
        response.setHeader("Vary", "Accept");
        response.setHeader("Cache-Control", "public");
      }
      case "flushed" -> response.flushBuffer();
      default -> {}
    }
    end(how, name, request, response);
  }

  private static void end(
      String how, String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (how) {
      case "error" -> response.sendError(404);
      case "gone" -> response.setStatus(410);
      case "moved" -> response.sendRedirect("/elsewhere");
      case "not-modified" -> response.setStatus(304);
      case "fails" -> throw new IllegalStateException("on purpose");
      case "async" -> goOn(name, request.startAsync());
      case "dispatched" -> request.startAsync().dispatch("/api/answer");
      case "async-own" -> goOn(name, request.startAsync(request, response));
      default -> response.getWriter().print(name);
    }
  }

  private static void goOn(String name, AsyncContext async) {
    async.start(
        () -> {
          try {
            HttpServletResponse response = (HttpServletResponse) async.getResponse();
            response.setHeader("Vary", "Accept");
            response.getWriter().print(name);
            async.complete();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
