package org.nexusauth.benchmarks.core;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Keys as a container hands them over: bytes off the wire, made a new {@code String} for each
 * request, in no order that a processor could foresee. Not thread-safe.
 */
final class Texts {
  private final byte[][] bytes;
  private long state = 0x9E3779B97F4A7C15L;

  Texts(List<String> texts) {
    bytes =
        texts.stream()
            .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
            .toArray(byte[][]::new);
  }

  /** Returns a new text of any of the keys. */
  String next() {
    state ^= state << 13;
    state ^= state >>> 7;
    state ^= state << 17;
    int index = (int) (((state >>> 32) * bytes.length) >>> 32);
    return new String(bytes[index], StandardCharsets.ISO_8859_1);
  }
}
