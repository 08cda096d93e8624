package org.nexusauth.filter;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.nexusauth.decision.Answer;
import org.nexusauth.decision.CacheHeaders;

/**
 * Writes denials itself: {@code sendError} and exceptions would become the container's HTML pages.
 */
final class DenialWriter {
  /** Headers that speak of what is dropped (RFC 9110 §8). */
  private static final Set<String> OF_CONTENT =
      Set.of(
          "content-type",
          "content-encoding",
          "content-language",
          "content-length",
          "content-location",
          "content-range",
          "content-disposition",
          "last-modified",
          "etag");

  private DenialWriter() {}

  /**
   * Answers, unless an answer is already on its way. What was written and not yet sent is dropped;
   * headers that others set for every answer, of CORS for example, stay.
   */
  static void write(Answer answer, HttpServletResponse response) throws IOException {
    if (!response.isCommitted()) {
      OutputStream out = openCleared(response);
      response.setStatus(answer.status());
      answer.headers().forEach((name, value) -> setOrMerge(response, name, value));
      response.setContentLength(answer.contentLength());
      answer.writeTo(out);
    }
  }

  /** What an answer varies with besides the key is said by those who set it. */
  private static void setOrMerge(HttpServletResponse response, String name, String value) {
    String merged = value;
    if (name.equals(CacheHeaders.VARY)) {
      merged = CacheHeaders.mergeVary(response.getHeaders(CacheHeaders.VARY), value);
    }
    response.setHeader(name, merged);
  }

  private static OutputStream openCleared(HttpServletResponse response) throws IOException {
    if (response.getContentType() != null) {
      resetKeepingHeaders(response);
    }
    response.resetBuffer();
    try {
      return response.getOutputStream();
    } catch (IllegalStateException e) {
      // The page that forwarded to us has taken the writer, with an encoding of its own.
      resetKeepingHeaders(response);
      return response.getOutputStream();
    }
  }

  private static void resetKeepingHeaders(HttpServletResponse response) {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    for (String name : response.getHeaderNames()) {
      if (!OF_CONTENT.contains(name.toLowerCase(Locale.ROOT))) {
        kept.put(name, List.copyOf(response.getHeaders(name)));
      }
    }
    response.reset();
    kept.forEach((name, values) -> setAll(response, name, values));
  }

  /** A response of a guarded path has set some of them again. */
  private static void setAll(HttpServletResponse response, String name, List<String> values) {
    response.setHeader(name, values.get(0));
    values.stream().skip(1).forEach(value -> response.addHeader(name, value));
  }
}
