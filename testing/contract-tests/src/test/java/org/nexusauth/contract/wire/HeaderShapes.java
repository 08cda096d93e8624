package org.nexusauth.contract.wire;

import static org.nexusauth.contract.wire.Shape.KEY;
import static org.nexusauth.contract.wire.Shape.get;

import java.util.stream.Stream;
import org.nexusauth.contract.wire.Shape.Kind;

/**
 * A genuine key in a header that is nearly the right one. Where a server takes the name, or takes
 * blanks off, for the right one the key counts; nothing may ever make two keys one.
 */
final class HeaderShapes {

  private HeaderShapes() {}

  static Stream<Shape> all() {
    return Stream.of(names(), beside(), values()).flatMap(shapes -> shapes);
  }

  private static Stream<Shape> names() {
    Stream<Shape> others =
        Stream.of(
                "api_key: ",
                "api-key\0: ",
                "\0api-key: ",
                "api\0-key: ",
                "api-key\u000b: ",
                "\"api-key\": ",
                "api-key;: ",
                ":api-key: ",
                "api-key",
                "api-key ",
                "api\u00adkey: ",
                "\u00e1pi-key: ",
                "api-\u00e2\u0084\u00aaey: ",
                "api%2dkey: ",
                "X-Y: 1\rapi-key: ",
                "X-api-key: ",
                "api-keys: ",
                "HTTP_API_KEY: ")
            .map(name -> shape(Kind.NAMES, "bad", name + KEY));
    Stream<Shape> perhaps =
        Stream.of("api-key : ", "api-key\t: ", "API-KEY:", "aPi-kEy:\t", "X: 1\napi-key: ")
            .map(name -> shape(Kind.NAMES, "any", name + KEY));
    return Stream.concat(others, perhaps);
  }

  /** Beside a genuine key, a second one under a name that a server may take for the same. */
  private static Stream<Shape> beside() {
    return Stream.of("api-key : ", "api-key\t: ", " api-key: ", "\tapi-key: ", "api-key\0: ")
        .map(name -> shape(Kind.NAMES, "any", name + "junk\r\napi-key: " + KEY));
  }

  private static Stream<Shape> values() {
    return Stream.of(
            KEY + "\0",
            "\0" + KEY,
            KEY + "\u0001",
            KEY + "\u007f",
            KEY + "\u0085",
            KEY + "\u001b[0m",
            KEY + "\r",
            KEY + "\r\r",
            KEY + "\b",
            KEY + "\r\n\t",
            "\r\n " + KEY,
            "\u000b" + KEY,
            KEY + "\f",
            KEY + "\u001f",
            KEY + "\r\nX-Y: 1\0")
        .map(value -> shape(Kind.VALUES, "any", "api-key: " + value));
  }

  private static Shape shape(Kind kind, String id, String header) {
    String name = header.replace(KEY, "KEY").replaceAll("[\\p{Cntrl}\u007f-\u2fff]", "~");
    return new Shape(kind, name, get(id, header));
  }
}
