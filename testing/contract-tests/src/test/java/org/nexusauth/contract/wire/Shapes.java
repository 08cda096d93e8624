package org.nexusauth.contract.wire;

import static org.nexusauth.contract.wire.Shape.KEY;
import static org.nexusauth.contract.wire.Shape.bad;
import static org.nexusauth.contract.wire.Shape.get;
import static org.nexusauth.contract.wire.Shape.good;
import static org.nexusauth.contract.wire.Shape.request;

import java.util.List;
import java.util.stream.Stream;
import org.nexusauth.contract.wire.Shape.Kind;

/** Every shape that the servers are tried with. */
final class Shapes {

  private static final String OPEN = request("GET {ctx}/public/a HTTP/1.1", "open");
  private static final String BEARER = get("bad-bearer", "api-key: Bearer " + KEY);

  private Shapes() {}

  static List<Shape> all() {
    return Stream.of(
            pipelined(),
            KeptShapes.all(),
            FramingShapes.all(),
            LineShapes.all(),
            HeaderShapes.all())
        .flatMap(shapes -> shapes)
        .toList();
  }

  private static Stream<Shape> pipelined() {
    String post = request("POST {ctx}/api/x HTTP/1.1", "bad-post", "Content-Length: 5") + "12345";
    return Stream.of(
        shape("bad, good, bad, good", bad() + good() + BEARER + good()),
        shape("bad, bad, bad", bad() + BEARER + get("bad-two", "api-key: a", "api-key: b")),
        shape("good, open, bad", good() + OPEN + bad()),
        shape("open, bad, good", OPEN + bad() + good()),
        shape("bad with a body, good", post + good() + post),
        shape("blank lines between", bad() + "\r\n" + good()),
        shape("sixteen by turns", (bad() + good()).repeat(8)));
  }

  private static Shape shape(String name, String text) {
    return new Shape(Kind.PIPELINED, name, text);
  }
}
