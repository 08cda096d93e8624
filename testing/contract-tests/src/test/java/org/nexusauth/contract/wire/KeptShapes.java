package org.nexusauth.contract.wire;

import static org.nexusauth.contract.server.ContractKeys.KEYS;
import static org.nexusauth.contract.wire.Shape.KEY;
import static org.nexusauth.contract.wire.Shape.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nexusauth.contract.row.SentKeys;
import org.nexusauth.contract.wire.Shape.Kind;

/** One refusal of each kind, with each kind of body; the good key that follows is always there. */
final class KeptShapes {

  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final String LONG = "x".repeat(20_000);

  private KeptShapes() {}

  static Stream<Shape> all() {
    return refusals().entrySet().stream()
        .flatMap(refusal -> bodies(refusal.getKey(), refusal.getValue()));
  }

  private static Map<String, String> refusals() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("missing", "X-Nothing: 1");
    headers.put("repeated", "api-key: " + KEY + "\r\napi-key: " + KEY);
    headers.put("bearer", "api-key: Bearer " + KEY);
    headers.put("whitespace", "api-key: a b");
    headers.put("too long", "api-key: " + "a".repeat(4097));
    headers.put("malformed", "api-key: a.b");
    headers.put("invalid", key(KEYS.key().forged().text()));
    headers.put("expired", key(KEYS.key().expired().text()));
    headers.put("not yet valid", key(KEYS.key().notYetValid().text()));
    return headers;
  }

  private static String key(String text) {
    return "api-key: " + SentKeys.sent(text);
  }

  private static Stream<Shape> bodies(String name, String header) {
    String expect = "Expect: 100-continue";
    return Stream.of(
        shape(name, get(header)),
        shape(name + ", length", post(header, "Content-Length: 5") + "12345"),
        shape(name + ", long", post(header, "Content-Length: 20000") + LONG),
        shape(name + ", chunks", post(header, CHUNKED) + "5\r\n12345\r\n0\r\n\r\n"),
        shape(name + ", trailers", post(header, CHUNKED) + "1\r\nx\r\n0\r\nX-T: 1\r\n\r\n"),
        shape(name + ", expected", post(header, expect, "Content-Length: 5") + "12345"),
        shape(name + ", expected chunks", post(header, expect, CHUNKED) + "1\r\nx\r\n0\r\n\r\n"));
  }

  private static String get(String header) {
    return request("GET {ctx}/api/x HTTP/1.1", "bad", header);
  }

  private static String post(String... headers) {
    String[] all =
        Stream.concat(Stream.of("Content-Type: text/plain"), List.of(headers).stream())
            .toArray(String[]::new);
    return request("POST {ctx}/api/x HTTP/1.1", "bad", all);
  }

  private static Shape shape(String name, String text) {
    return new Shape(Kind.KEPT, name, text);
  }
}
