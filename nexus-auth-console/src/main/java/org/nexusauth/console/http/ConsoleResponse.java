package org.nexusauth.console.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a route answers. */
public sealed interface ConsoleResponse {

  /** Returns the status. */
  int status();

  /** Returns the headers that it has besides those of every answer. */
  Map<String, String> headers();

  /**
   * A JSON document.
   *
   * @param status the status
   * @param body the document
   * @param headers headers besides
   */
  record Document(int status, ObjectNode body, Map<String, String> headers)
      implements ConsoleResponse {
    /** Copies the headers. */
    public Document {
      headers = Map.copyOf(headers);
    }

    /** Returns this answer with the version of the record in it. */
    public Document withVersion(long version) {
      return withHeader("ETag", '"' + Long.toString(version) + '"');
    }

    /**
     * Returns this answer with the address of what was made.
     *
     * @param path its segments below {@code /api/v1}, not encoded
     */
    public Document withLocation(List<String> path) {
      return withHeader(LOCATION, PathEncoder.encode(path));
    }

    private Document withHeader(String name, String value) {
      Map<String, String> all = new LinkedHashMap<>(headers);
      all.put(name, value);
      return new Document(status, body, all);
    }
  }

  /**
   * Text that is written as it is made.
   *
   * @param mediaType its media type
   * @param headers headers besides
   * @param writer writes it
   */
  record Streamed(String mediaType, Map<String, String> headers, TextWriter writer)
      implements ConsoleResponse {
    @Override
    public int status() {
      return 200;
    }
  }

  /** Writes a text. */
  @FunctionalInterface
  interface TextWriter {
    /** Writes all of it. */
    void writeTo(Appendable out) throws IOException;
  }

  /**
   * No body.
   *
   * @param status the status
   * @param headers headers besides
   */
  record NoContent(int status, Map<String, String> headers) implements ConsoleResponse {}

  /**
   * A page.
   *
   * @param status the status
   * @param page what it shows
   * @param secret whether it holds a key's text: then it is not compressed, so that its length does
   *     not tell anything about it
   */
  record Html(int status, HtmlPage page, boolean secret) implements ConsoleResponse {
    @Override
    public Map<String, String> headers() {
      return Map.of();
    }

    /** Returns this answer with another status. */
    public Html withStatus(int changed) {
      return new Html(changed, page, secret);
    }
  }

  /**
   * Sends the browser to another page: 303, after a form.
   *
   * @param path its segments below the console's path, not encoded
   * @param query its query string, encoded; empty for none
   */
  record Redirect(List<String> path, String query) implements ConsoleResponse {
    /** Copies the segments. */
    public Redirect {
      path = List.copyOf(path);
    }

    @Override
    public int status() {
      return 303;
    }

    @Override
    public Map<String, String> headers() {
      return Map.of();
    }

    /** Returns this answer with what has been done, which the page says. */
    public Redirect withNotice(String notice) {
      return new Redirect(path, Route.NOTICE + '=' + notice);
    }
  }

  /** A path below {@code /api/v1}, which becomes the header. */
  String LOCATION = "Location";

  /** Returns 200 with a document. */
  static Document ok(ObjectNode body) {
    return new Document(200, body, Map.of());
  }

  /** Returns 201 with a document. */
  static Document created(ObjectNode body) {
    return new Document(201, body, Map.of());
  }

  /** Returns 200 with a page. */
  static Html page(HtmlPage page) {
    return new Html(200, page, false);
  }

  /** Returns a redirect to a page. */
  static Redirect redirect(String... path) {
    return new Redirect(List.of(path), "");
  }
}
