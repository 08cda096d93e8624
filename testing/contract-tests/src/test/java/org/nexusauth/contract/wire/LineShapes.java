package org.nexusauth.contract.wire;

import static org.nexusauth.contract.wire.Shape.KEY;
import static org.nexusauth.contract.wire.Shape.request;

import java.util.stream.Stream;
import org.nexusauth.contract.wire.Shape.Kind;

/** Request lines: versions, forms of the target, and lines that are nearly one. None has a key. */
final class LineShapes {

  private LineShapes() {}

  static Stream<Shape> all() {
    return Stream.of(versions(), targets(), lines(), longs()).flatMap(shapes -> shapes);
  }

  private static Stream<Shape> versions() {
    Stream<Shape> bad =
        Stream.of(
                "GET {ctx}/api/x HTTP/1.0",
                "GET {ctx}/api/x HTTP/1.2",
                "GET {ctx}/api/x HTTP/2.0",
                "GET {ctx}/api/x HTTP/0.9",
                "GET {ctx}/api/x HTTP/11",
                "GET {ctx}/api/x HTTP/1.",
                "GET {ctx}/api/x HTTP/01.1",
                "GET {ctx}/api/x http/1.1",
                "GET {ctx}/api/x HTTPS/1.1",
                "GET {ctx}/api/x")
            .map(line -> shape(Kind.VERSIONS, line));
    String kept = request("GET {ctx}/api/x HTTP/1.0", "bad", "Connection: keep-alive");
    String good = request("GET {ctx}/api/x HTTP/1.0", "good", "Connection: keep-alive", key());
    return Stream.concat(
        bad, Stream.of(new Shape(Kind.VERSIONS, "HTTP/1.0, bad and good, kept", kept + good)));
  }

  private static String key() {
    return "api-key: " + KEY;
  }

  private static Stream<Shape> targets() {
    return Stream.of(
            "http://localhost{ctx}/api/x",
            "http://other.test{ctx}/api/x",
            "http://public{ctx}/api/x",
            "HTTP://localhost{ctx}/api/x",
            "https://localhost{ctx}/api/x",
            "http://u:p@localhost{ctx}/api/x",
            "http://localhost{ctx}/public/..;/api/x",
            "http://localhost{ctx}/public/../api/x",
            "http://localhost{ctx}/public/%2e%2e/api/x",
            "http://localhost//{ctx}/api/x",
            "http:/{ctx}/api/x",
            "http:///{ctx}/api/x",
            "file:{ctx}/api/x",
            "//localhost{ctx}/api/x",
            "localhost:80",
            "localhost:80{ctx}/api/x",
            "*",
            "*{ctx}/api/x",
            "api/x",
            "?{ctx}/api/x",
            "{ctx}/api/x?/public/a",
            "{ctx}/public/..;x/api/x",
            "{ctx};/api/x",
            "{ctx};/../public;{ctx}/api/x",
            "/%7e/..{ctx}/api/x",
            "/public/..{ctx}/api/x")
        .flatMap(
            target ->
                Stream.of("GET", "OPTIONS", "CONNECT")
                    .filter(method -> method.equals("GET") || target.length() < 14)
                    .map(method -> shape(Kind.TARGETS, method + " " + target + " HTTP/1.1")));
  }

  private static Stream<Shape> lines() {
    return Stream.of(
            "GET\t{ctx}/api/x\tHTTP/1.1",
            "GET  {ctx}/api/x HTTP/1.1",
            "GET {ctx}/api/x  HTTP/1.1",
            "GET {ctx}/api/x HTTP/1.1 ",
            "GET {ctx}/api/x HTTP/1.1\t",
            " GET {ctx}/api/x HTTP/1.1",
            "\r\nGET {ctx}/api/x HTTP/1.1",
            "\nGET {ctx}/api/x HTTP/1.1",
            "GET {ctx}/api/x HTTP/1.1 HTTP/1.1",
            "GET {ctx}/public/a {ctx}/api/x HTTP/1.1",
            "GET {ctx}/api/x {ctx}/public/a HTTP/1.1",
            "GET\u000b{ctx}/api/x\u000bHTTP/1.1",
            "GET\f{ctx}/api/x\fHTTP/1.1",
            "GET\0 {ctx}/api/x HTTP/1.1",
            "GET {ctx}/api/x\0 HTTP/1.1",
            "GET {ctx}/public/\0/../api/x HTTP/1.1",
            "GET {ctx}/public/..\u00a0/api/x HTTP/1.1",
            "GET {ctx}/public/\u00ff\u00fe HTTP/1.1",
            "GET {ctx}/api/\u00e9 HTTP/1.1",
            "GET {ctx}/api/x\rHTTP/1.1",
            "G\u00c9T {ctx}/api/x HTTP/1.1",
            "\u00ff\u00fe {ctx}/api/x HTTP/1.1",
            "get {ctx}/api/x HTTP/1.1",
            "gEt {ctx}/api/x HTTP/1.1",
            "G(T {ctx}/api/x HTTP/1.1",
            "GET{ctx}/api/x HTTP/1.1",
            "TRACE {ctx}/api/x HTTP/1.1",
            "TRACK {ctx}/api/x HTTP/1.1",
            "PRI {ctx}/api/x HTTP/1.1",
            "PUT {ctx}/api/x HTTP/1.1",
            "DELETE {ctx}/api/x HTTP/1.1")
        .map(line -> shape(Kind.LINES, line));
  }

  private static Stream<Shape> longs() {
    String many = "a".repeat(20_000);
    return Stream.of(
            "GET {ctx}/api/" + many + " HTTP/1.1",
            "GET {ctx}/api/x?" + many + " HTTP/1.1",
            "GET {ctx}/public" + "/..".repeat(6_000) + "{ctx}/api/x HTTP/1.1",
            many + " {ctx}/api/x HTTP/1.1")
        .map(line -> shape(Kind.LONG, line));
  }

  private static Shape shape(Kind kind, String line) {
    String shown = line.replaceAll("\\p{Cntrl}", "~");
    String name = shown.length() > 80 ? shown.substring(0, 20) + "..." : shown;
    return new Shape(kind, name, request(line, line.contains("public/\u00ff") ? "open" : "bad"));
  }
}
