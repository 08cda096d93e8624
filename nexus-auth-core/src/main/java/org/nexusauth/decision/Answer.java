package org.nexusauth.decision;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answer to a denied request, which a filter copies to the response. Immutable. */
public final class Answer {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  Answer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.body = body.clone();
  }

  /** Returns this answer with one more header, or another value of it. */
  Answer withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }

  /** Returns this answer with what it tells of the caller's key. */
  public Answer withHeaders(KeyHeaders tells) {
    if (tells.isEmpty()) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(headers);
    tells.forEach(more::put);
    return new Answer(status, more, body);
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the headers by name, {@code Content-Type} included, {@code Content-Length} not. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns the length of the body in bytes. */
  public int contentLength() {
    return body.length;
  }

  /** Returns the body, a JSON object. */
  public String body() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * Writes the body, UTF-8 encoded; neither flushes nor closes.
   *
   * @throws IOException what the stream throws
   */
  public void writeTo(OutputStream out) throws IOException {
    out.write(body);
  }

  /** Returns status and body. */
  @Override
  public String toString() {
    return status + " " + body();
  }
}
