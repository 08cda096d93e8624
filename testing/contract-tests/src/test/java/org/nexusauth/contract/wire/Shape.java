package org.nexusauth.contract.wire;

import static org.nexusauth.contract.server.ContractKeys.KEYS;

import org.nexusauth.contract.row.SentKeys;

/**
 * Bytes that one connection carries, of one request or several.
 *
 * <p>Requests that bear no key, or a bad one, have an id that starts with {@code {id}-bad}; those
 * with a genuine key in a header of the right name {@code {id}-good}; those of which a server may
 * make either {@code {id}-any}.
 *
 * @param kind the line of the page where its outcome is told
 * @param name what is sent, for people
 * @param text what is sent, with {@code {ctx}} for the context's path
 */
record Shape(Kind kind, String name, String text) {

  /** A genuine key. */
  static final String KEY = SentKeys.sent(KEYS.key().text());

  /** Kinds of shapes, as the page calls them. */
  enum Kind {
    PIPELINED("requests with invalid and valid keys in one write"),
    KEPT("a valid key after a denial, with and without a body"),
    LENGTHS("two lengths, a length and chunks, a length that is no number"),
    CODINGS("`Transfer-Encoding` in disguise"),
    CHUNKS("chunks that are none"),
    TRAILERS("a key in a trailer"),
    VERSIONS("HTTP/1.0, 0.9 and versions that do not exist"),
    TARGETS("absolute, authority and asterisk form, no slash"),
    LINES("tabs, spaces, controls and 8-bit bytes in the request line"),
    LONG("a request line of 20 kB"),
    NAMES("a genuine key under a name that is nearly `api-key`"),
    VALUES("controls around a genuine key");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** A request without a body, its header lines as they stand. */
  static String request(String line, String id, String... headers) {
    StringBuilder request = new StringBuilder(line + "\r\nHost: localhost\r\n");
    request.append("X-Request-ID: {id}-").append(id).append("\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return request.append("\r\n").toString();
  }

  static String get(String id, String... headers) {
    return request("GET {ctx}/api/x HTTP/1.1", id, headers);
  }

  static String good() {
    return get("good", "api-key: " + KEY);
  }

  static String bad() {
    return get("bad");
  }

  /** What is sent; {@code {all}} is the length of all behind the first request's headers. */
  String text(String context, String id) {
    String filled = text.replace("{ctx}", context).replace("{id}", id);
    int behind = filled.length() - filled.indexOf("\r\n\r\n") - 4;
    return filled.replace("{all}", Integer.toString(behind));
  }

  @Override
  public String toString() {
    return kind + ": " + name;
  }
}
