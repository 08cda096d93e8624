package org.nexusauth.filter;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.nexusauth.Answer;
import org.nexusauth.Reason;

/**
 * Writes refusals itself: {@code sendError} and exceptions would become the container's HTML pages.
 */
final class Refusal {
  private static final String CLOSED =
      "{\"statusCode\":%d,\"message\":\"%s\",\"error\":\"%s\",\"code\":\"%s\"}"
          .formatted(
              Reason.STATUS_UNAVAILABLE.status(),
              Reason.STATUS_UNAVAILABLE.message(),
              Reason.STATUS_UNAVAILABLE.error(),
              Reason.STATUS_UNAVAILABLE.code());

  private Refusal() {}

  /**
   * Answers, unless an answer is already on its way. What was written and not yet sent is dropped;
   * headers that others set for every answer, of CORS for example, stay.
   */
  static void write(Answer answer, HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    write(answer.body(), response);
  }

  /** Answers for a filter that has no gate. */
  static void writeClosed(HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(Reason.STATUS_UNAVAILABLE.status());
    response.setHeader("Content-Type", "application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Retry-After", "60");
    write(CLOSED, response);
  }

  /** The text is ASCII, so it is the same in every encoding that a writer may have. */
  private static void write(String body, HttpServletResponse response) throws IOException {
    response.setContentLength(body.length());
    try {
      response.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalStateException e) {
      // A page that forwarded to us had asked for the writer; then the stream is not to be had.
      response.getWriter().write(body);
    }
  }
}
