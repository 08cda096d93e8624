package org.nexusauth.contract.wire;

import static org.nexusauth.contract.wire.Shape.KEY;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.nexusauth.contract.http2.Fields;
import org.nexusauth.contract.http2.Frames;

/** Requests over HTTP/2 that no client would send, each on stream 1 of its own connection. */
final class Http2Shapes {

  /**
   * One such request, and a good one behind it on stream 3.
   *
   * @param kind the words of the page
   * @param frames what is sent, of a context's path and a request's id
   * @param bad whether the request bears no key that may count
   */
  record Http2Shape(String kind, String name, boolean bad, Asked frames) {
    @Override
    public String toString() {
      return kind + ": " + name;
    }
  }

  /** Makes frames behind the preface. */
  @FunctionalInterface
  interface Asked {
    Frames frames(String context, String id);
  }

  private static final String KEYS = "HTTP/2: `api-key` twice, empty, too long, by its number";
  private static final String VALUES = "HTTP/2: CR, LF, NUL and blanks in the key's value";
  private static final String NAMES = "HTTP/2: a genuine key under another name, in capitals";
  private static final String PATHS = "HTTP/2: `:path`, `:method` and `:authority` that are none";
  private static final String BODIES = "HTTP/2: a key in the trailer, HTTP/1.1 inside";

  private Http2Shapes() {}

  /** What Payara Micro must not be sent: it lends a late trailer to a request of somebody else. */
  static final String TRAILER = "trailer";

  static List<Http2Shape> all() {
    return Stream.of(keys(), values(), names(), paths(), pseudo(), bodies())
        .flatMap(shapes -> shapes)
        .toList();
  }

  private static Stream<Http2Shape> keys() {
    return Stream.of(
        shape(KEYS, "same twice", true, f -> f.plain("api-key", KEY).plain("api-key", KEY)),
        shape(KEYS, "good, junk", true, f -> f.plain("api-key", KEY).plain("api-key", "junk")),
        shape(KEYS, "junk, good", true, f -> f.plain("api-key", "junk").plain("api-key", KEY)),
        shape(KEYS, "good, empty", true, f -> f.plain("api-key", KEY).plain("api-key", "")),
        shape(KEYS, "joined", true, f -> f.plain("api-key", KEY + "," + KEY)),
        shape(KEYS, "empty", true, f -> f.plain("api-key", "")),
        shape(KEYS, "none", true, f -> f),
        shape(KEYS, "4097", true, f -> f.plain("api-key", "a".repeat(4097))),
        shape(KEYS, "20 kB", true, f -> f.plain("api-key", "a".repeat(20_000))),
        shape(KEYS, "never kept", false, f -> f.neverKept("api-key", KEY)),
        shape(KEYS, "kept", false, f -> f.kept("api-key", KEY)),
        shape(KEYS, "kept twice", true, f -> f.kept("api-key", KEY).again(0)),
        shape(KEYS, "kept bad, good", true, f -> f.kept("api-key", "a").plain("api-key", KEY)),
        shape(KEYS, "a number of nothing", true, f -> f.again(30)));
  }

  private static Stream<Http2Shape> values() {
    Stream<Http2Shape> bad =
        Stream.of(
                KEY + "\r\nx: y",
                KEY + "\n",
                KEY + "\0",
                "\0" + KEY,
                "junk\r\napi-key: " + KEY,
                "x\r\n\r\nGET /both/api/x HTTP/1.1\r\napi-key: " + KEY)
            .map(value -> shape(VALUES, value, true, f -> f.plain("api-key", value)));
    Stream<Http2Shape> either =
        Stream.of(" " + KEY, KEY + " ", KEY + "\t", KEY + "\r", "\u000b" + KEY, KEY + "\u001f")
            .map(value -> shape(VALUES, value, false, f -> f.plain("api-key", value)));
    Stream<Http2Shape> others =
        Stream.of("x\r\napi-key: " + KEY, "x\napi-key: " + KEY, "x\0api-key: " + KEY)
            .map(value -> shape(VALUES, "x: " + value, true, f -> f.plain("x", value)));
    return Stream.of(bad, either, others).flatMap(shapes -> shapes);
  }

  private static Stream<Http2Shape> names() {
    return Stream.of(
            "API-KEY",
            "Api-Key",
            "api_key",
            "api-key:",
            ":api-key",
            "api-key ",
            " api-key",
            "\0api-key",
            "api-key\0",
            "x: y\r\napi-key",
            "")
        .map(name -> shape(NAMES, name, false, f -> f.plain(name, KEY)));
  }

  private static Stream<Http2Shape> paths() {
    return Stream.of(
            "{ctx}/public/..;/api/x",
            "{ctx}/public/../api/x",
            "{ctx}/public/%2e%2e/api/x",
            "{ctx}/public/..%2fapi/x",
            "{ctx}/public/..\\api/x",
            "{ctx}/api/x#/public/a",
            "{ctx}/api/x?/public/a",
            "{ctx};/api/x",
            "/{ctx}/api/x",
            "api/x",
            "*",
            "",
            "http://localhost{ctx}/api/x",
            "http://public{ctx}/api/x",
            "{ctx}/api/x\0",
            "{ctx}/public/\0/../api/x",
            "{ctx}/api/x HTTP/1.1\r\napi-key: " + KEY + "\r\nx: y",
            "{ctx}/public/a {ctx}/api/x",
            "{ctx}/api/\u00e9")
        .map(path -> whole(PATHS, path, "GET", path, f -> f));
  }

  private static Stream<Http2Shape> pseudo() {
    String path = "{ctx}/api/x";
    return Stream.of(
        whole(PATHS, "get", "get", path, f -> f),
        whole(PATHS, "line in the method", "GET /x HTTP/1.1\r\napi-key: " + KEY, path, f -> f),
        whole(PATHS, "no method", "", path, f -> f),
        whole(PATHS, "TRACE", "TRACE", path, f -> f),
        whole(PATHS, "two paths", "GET", "{ctx}/public/a", f -> f.plain(":path", "/both/api/x")),
        whole(PATHS, "two methods", "GET", path, f -> f.plain(":method", "OPTIONS")),
        whole(PATHS, "two hosts", "GET", path, f -> f.plain(":authority", "public")),
        whole(PATHS, "pseudo behind", "GET", path, f -> f.plain("a", "b").plain(":scheme", "x")),
        whole(PATHS, "another host", "GET", path, f -> f.plain("host", "other")),
        whole(PATHS, "status", "GET", path, f -> f.plain(":status", "200")));
  }

  private static Stream<Http2Shape> bodies() {
    return Stream.of(
        body(TRAILER, f -> f, (frames, f) -> frames.data(1, false, "x").headers(1, true, f)),
        body("length too long", f -> f.plain("content-length", "5"), Http2Shapes::one),
        body("length too short", f -> f.plain("content-length", "0"), Http2Shapes::one),
        body(
            "two lengths",
            f -> f.plain("content-length", "1").plain("content-length", "9"),
            Http2Shapes::one),
        body("chunks", f -> f.plain("transfer-encoding", "chunked"), Http2Shapes::hidden),
        body("connection", f -> f.plain("connection", "api-key"), Http2Shapes::one),
        body("upgrade", f -> f.plain("upgrade", "h2c"), Http2Shapes::one),
        body("a request inside", f -> f, Http2Shapes::hidden));
  }

  private static Frames one(Frames frames, Fields trailer) {
    return frames.data(1, true, "x");
  }

  private static Frames hidden(Frames frames, Fields trailer) {
    return frames.data(1, true, "0\r\n\r\nGET /both/api/x HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  private static Http2Shape body(
      String name, UnaryOperator<Fields> fields, BiFunction<Frames, Fields, Frames> body) {
    return new Http2Shape(
        BODIES,
        name,
        true,
        (context, id) -> {
          Fields post = Fields.request("POST", context + "/api/x").plain("x-request-id", id);
          Frames frames = Frames.preface().headers(1, false, fields.apply(post));
          return body.apply(frames, new Fields().plain("api-key", KEY));
        });
  }

  private static Http2Shape shape(
      String kind, String name, boolean bad, UnaryOperator<Fields> fields) {
    return made(kind, name, bad, context -> Fields.request("GET", context + "/api/x"), fields);
  }

  private static Http2Shape whole(
      String kind, String name, String method, String path, UnaryOperator<Fields> fields) {
    return made(
        kind,
        name,
        true,
        context -> Fields.request(method, path.replace("{ctx}", context)),
        fields);
  }

  private static Http2Shape made(
      String kind,
      String name,
      boolean bad,
      Function<String, Fields> start,
      UnaryOperator<Fields> fields) {
    String shown = name.replace(KEY, "KEY").replaceAll("\\p{Cntrl}", "~");
    return new Http2Shape(
        kind,
        shown,
        bad,
        (context, id) ->
            Frames.preface()
                .headers(1, true, fields.apply(start.apply(context).plain("x-request-id", id))));
  }
}
