package org.nexusauth.contract.wire;

import static org.nexusauth.contract.wire.Shape.KEY;
import static org.nexusauth.contract.wire.Shape.request;

import java.util.Map;
import java.util.stream.Stream;
import org.nexusauth.contract.wire.Shape.Kind;

/**
 * Bodies whose end two readers could see in two places, with a request without a key hidden behind
 * one of them. The outer request has no key, then a genuine one.
 */
final class FramingShapes {

  private static final String HIDDEN =
      "GET {ctx}/api/x HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: {id}-bad-hidden\r\n\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final String END = "0\r\n\r\n";

  private FramingShapes() {}

  static Stream<Shape> all() {
    return Stream.of(lengths(), codings(), chunks(), trailers()).flatMap(shapes -> shapes);
  }

  private static Stream<Shape> lengths() {
    String length = "Content-Length: ";
    Stream<Shape> odd =
        Stream.of("+5", "-1", "5 5", "5,5", "5, 6", "0x5", "", "5.0", "5e0", "9".repeat(20), "\t5 ")
            .flatMap(value -> both(Kind.LENGTHS, "length " + value, "12345", length + value));
    return Stream.concat(
        odd,
        Stream.of(
                both(Kind.LENGTHS, "CL, TE", END, length + "{all}", CHUNKED),
                both(Kind.LENGTHS, "TE, CL", END, CHUNKED, length + "{all}"),
                both(Kind.LENGTHS, "TE.CL", "5c\r\n", length + "4", CHUNKED),
                both(Kind.LENGTHS, "same twice", "12345", length + "5", length + "5"),
                both(Kind.LENGTHS, "short, long", "12345", length + "5", length + "{all}"),
                both(Kind.LENGTHS, "long, short", "12345", length + "{all}", length + "5"))
            .flatMap(shapes -> shapes));
  }

  private static Stream<Shape> codings() {
    return Stream.of(
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding : chunked",
            " Transfer-Encoding: chunked",
            "Transfer-Encoding:\tchunked",
            "Transfer-Encoding: CHUNKED",
            "Transfer-Encoding: \"chunked\"",
            "Transfer-Encoding: \u000bchunked",
            "Transfer-Encoding: chunked\0",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: identity, chunked",
            "Transfer-Encoding: identity",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding:\r\n chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
            "Transfer-Encoding: x\r\nTransfer-Encoding: chunked",
            "X: x\nTransfer-Encoding: chunked",
            "Transfer_Encoding: chunked")
        .flatMap(te -> both(Kind.CODINGS, te, END, te, "Content-Length: {all}"));
  }

  private static Stream<Shape> chunks() {
    return Stream.of(
            "5;x=y\r\n12345\r\n" + END,
            "5;x=\"a\r\nb\"\r\n12345\r\n" + END,
            "5\n12345\n0\n\n",
            "5\r12345\r" + END,
            "0x5\r\n12345\r\n" + END,
            "+5\r\n12345\r\n" + END,
            "-5\r\n12345\r\n" + END,
            " 5\r\n12345\r\n" + END,
            "5 \r\n12345\r\n" + END,
            "5\r\n1234567\r\n" + END,
            "5\r\n123\r\n" + END,
            "10000000000000005\r\n12345\r\n" + END,
            "00000000000000005\r\n12345\r\n" + END,
            "g\r\n12345\r\n" + END,
            "\r\n" + END,
            "0\r\n",
            "0\n\n",
            ";\r\n" + END)
        .flatMap(body -> both(Kind.CHUNKS, body, body, CHUNKED));
  }

  private static Stream<Shape> trailers() {
    Map<String, String> fields =
        Map.of(
            "key",
            "api-key: " + KEY,
            "KEY",
            "API-KEY: " + KEY,
            "length",
            "Content-Length: 500",
            "coding",
            CHUNKED,
            "key before a colon's blank",
            "api-key : " + KEY,
            "host",
            "Host: other");
    return fields.entrySet().stream()
        .map(
            field -> {
              String body = "1\r\nx\r\n0\r\n" + field.getValue() + "\r\n\r\n";
              String post = request("POST {ctx}/api/x HTTP/1.1", "bad", CHUNKED);
              return new Shape(Kind.TRAILERS, field.getKey(), post + body + HIDDEN);
            });
  }

  private static Stream<Shape> both(Kind kind, String name, String body, String... headers) {
    return Stream.of(
        outer(kind, name, "bad", "X-Nothing: 1", body, headers),
        outer(kind, name + ", genuine key", "any", "api-key: " + KEY, body, headers));
  }

  private static Shape outer(
      Kind kind, String name, String id, String key, String body, String... headers) {
    String head = request("POST {ctx}/api/x HTTP/1.1", id, key, String.join("\r\n", headers));
    return new Shape(kind, name.replaceAll("\\p{Cntrl}", "~"), head + body + HIDDEN);
  }
}
