package org.nexusauth.contract.http;

import java.util.List;
import java.util.Map;

/** One answer as it came over the wire, its body taken as UTF-8. */
public record RawResponse(int status, List<Map.Entry<String, String>> headers, String text) {

  /** All values of a header, in order; the name's case does not matter. */
  public List<String> headers(String name) {
    return headers.stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The only value of a header, or empty text. */
  public String header(String name) {
    List<String> values = headers(name);
    if (values.size() > 1) {
      throw new AssertionError(name + " came " + values.size() + " times: " + values);
    }
    return values.isEmpty() ? "" : values.get(0);
  }

  /** Whether the server will take another request on this connection. */
  public boolean keepsConnection() {
    return headers("Connection").stream().noneMatch("close"::equalsIgnoreCase);
  }

  @Override
  public String toString() {
    return status + " " + headers + " " + text;
  }
}
