package org.nexusauth.sample.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The application's error page: what the container rejects or fails to handle becomes JSON here,
 * where it would be a page of HTML that no client of an API can parse. Thread-safe.
 */
public final class ErrorServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** Every method, not only GET: an error page is dispatched to with the method of its request. */
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable problem) {
      if (LostConnection.isCauseOf(problem)) {
        Log.lostConnection(); // There is no client left to answer.
        return;
      }
      Log.unexpectedFailure(problem);
    }
    ErrorBody.ofStatus(statusOf(request)).writeTo(response);
  }

  /** The status that led here; requested by its own address, this page is not found. */
  private static int statusOf(HttpServletRequest request) {
    if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status) {
      return status;
    }
    return HttpServletResponse.SC_NOT_FOUND;
  }
}
