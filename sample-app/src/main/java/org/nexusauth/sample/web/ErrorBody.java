package org.nexusauth.sample.web;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The body of an error: the three members that clients of the API parse, and a hint if there is
 * one.
 *
 * @param status the HTTP status
 * @param message what went wrong, in words that clients may show
 * @param hint what to do about it; empty for none
 */
public record ErrorBody(int status, String message, String hint) {

  /** What clients read when the fault is ours; the cause stands in the log. */
  public static final String UNEXPECTED = "An unexpected error occurred";

  /**
   * A body without a hint.
   *
   * @param status the HTTP status
   * @param message what went wrong
   * @return the body
   */
  public static ErrorBody of(int status, String message) {
    return new ErrorBody(status, message, "");
  }

  /**
   * The body of an error that the server itself found, known by its status alone.
   *
   * @param status the HTTP status
   * @return the body
   */
  public static ErrorBody ofStatus(int status) {
    return switch (status) {
      case 400 -> of(status, "Bad request");
      case 404 -> of(status, "Not found");
      case 405 -> of(status, "Method not allowed");
      case 406 -> of(status, "Not acceptable").hint("Answers are application/json.");
      case 415 -> of(status, "Unsupported media type").hint("Send Content-Type: application/json.");
      case 500 -> of(status, UNEXPECTED);
      default -> of(status, reasonPhrase(status));
    };
  }

  /**
   * The same body with a sentence for the person who reads it.
   *
   * @param text what to do; empty for none
   * @return a new body
   */
  public ErrorBody hint(String text) {
    return new ErrorBody(status, message, text);
  }

  /**
   * The body as JSON.
   *
   * @return an object with {@code statusCode}, {@code message}, {@code error} and perhaps {@code
   *     hint}
   */
  public JsonObject toJson() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("statusCode", status)
            .add("message", message)
            .add("error", reasonPhrase(status));
    if (!hint.isEmpty()) {
      json.add("hint", hint);
    }
    return json.build();
  }

  /** Writes it as the whole answer. */
  void writeTo(HttpServletResponse response) throws IOException {
    byte[] body = toJson().toString().getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static String reasonPhrase(int status) {
    if (status == 422) {
      return "Unprocessable Content"; // RFC 9110 §15.5.21; JAX-RS does not know it.
    }
    return Optional.ofNullable(Status.fromStatusCode(status))
        .map(Status::getReasonPhrase)
        .orElse("HTTP " + status);
  }
}
