package org.nexusauth.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.nexusauth.console.http.ConsoleResponse.Document;
import org.nexusauth.console.http.ConsoleResponse.Redirect;
import org.nexusauth.console.http.ConsoleResponse.Streamed;
import org.nexusauth.console.json.ApiJson;
import org.nexusauth.console.json.ProblemJson;
import org.nexusauth.console.problem.ProblemException;

/** Writes answers. */
public final class ResponseWriter {
  private static final String JSON = "application/json";
  private static final String DISPOSITION = "Content-Disposition";

  private final HttpServletRequest request;
  private final HttpServletResponse response;

  /** Returns the writer of the answer to one request. */
  public ResponseWriter(HttpServletRequest request, HttpServletResponse response) {
    this.request = request;
    this.response = response;
  }

  /**
   * Sets the headers that every answer has, before anything can fail. The policy of its content
   * comes with the content: a login's form has the one of its own application.
   */
  public void setSecurityHeaders(String requestId) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    // With no-referrer, browsers send forms with "Origin: null": see SiteCheck.
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("X-Request-ID", requestId);
  }

  /**
   * Writes what a route answers.
   *
   * @param base what stands before a path in an address: the path of the API, or of pages what
   *     {@link HttpExchange#pathToRoot} returns
   */
  void write(ConsoleResponse answer, String base) throws IOException {
    setDocumentPolicy();
    response.setStatus(answer.status());
    if (answer instanceof Redirect redirect) {
      response.setHeader(ConsoleResponse.LOCATION, base + encode(redirect));
    }
    answer
        .headers()
        .forEach(
            (name, value) ->
                response.setHeader(
                    name, name.equals(ConsoleResponse.LOCATION) ? base + value : value));
    if (answer instanceof Document document) {
      writeBody(JSON, ApiJson.write(document.body()));
    } else if (answer instanceof Streamed streamed) {
      stream(streamed);
    } else if (answer.status() != 204) {
      response.setContentLength(0);
    }
  }

  private static String encode(Redirect redirect) {
    String path = PathEncoder.encode(redirect.path()).substring(1);
    if (redirect.query().isEmpty()) {
      return path;
    }
    return path + '?' + redirect.query();
  }

  /** Writes a document with the status 200. */
  public void writeDocument(JsonNode document) throws IOException {
    setDocumentPolicy();
    writeBody(JSON, ApiJson.write(document));
  }

  /** Writes a problem document, unless a part of another answer has gone out. */
  public void write(ProblemException problem) throws IOException {
    startOver(problem.type().uri());
    setDocumentPolicy();
    response.setStatus(problem.type().status());
    problem.headers().forEach(response::setHeader);
    writeBody(ProblemJson.MEDIA_TYPE, ApiJson.write(ProblemJson.render(problem)));
  }

  /**
   * Takes back what another answer has begun to write. What was to become a file is none any more.
   *
   * @param instead what is answered instead
   * @throws IOException if a part of it has gone out
   */
  public void startOver(String instead) throws IOException {
    if (response.isCommitted()) {
      throw new IOException("the answer was cut short: " + instead);
    }
    response.resetBuffer();
    if (response.containsHeader(DISPOSITION)) {
      response.setHeader(DISPOSITION, "inline");
    }
  }

  /** A problem before the first buffer is full becomes a problem document; after it, a cut. */
  private void stream(Streamed streamed) throws IOException {
    response.setContentType(streamed.mediaType());
    if (isHead()) {
      return;
    }
    Writer out =
        new BufferedWriter(
            new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    streamed.writer().writeTo(out);
    out.flush();
  }

  /** Writes a body with the headers and the status that are set. */
  public void writeBody(String mediaType, byte[] body) throws IOException {
    response.setContentType(mediaType);
    response.setContentLength(body.length);
    if (!isHead()) {
      response.getOutputStream().write(body);
    }
  }

  /** Sets the policy of content that is no page: it runs nothing and is in no frame. */
  public void setDocumentPolicy() {
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  }

  private boolean isHead() {
    return request.getMethod().equals("HEAD");
  }
}
