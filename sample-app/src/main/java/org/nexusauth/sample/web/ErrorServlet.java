package org.nexusauth.sample.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The application's error page: what the container refuses or loses becomes JSON here, where it
 * would be a page of HTML that no client of an API can parse. Thread-safe.
 */
public final class ErrorServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** Every method, not only GET: an error page is dispatched to with the method of its request. */
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable problem) {
      if (LostConnection.isCauseOf(problem)) {
        Log.lostConnection(); // and nobody is there to read an answer
        return;
      }
      Log.unexpected(problem);
    }
    ErrorBody.ofStatus(status(request)).writeTo(response);
  }

  /** The status that led here; asked for by its own address, this page is not there. */
  private static int status(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
        ? status
        : HttpServletResponse.SC_NOT_FOUND;
  }
}
