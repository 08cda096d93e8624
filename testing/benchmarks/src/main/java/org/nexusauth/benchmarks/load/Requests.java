package org.nexusauth.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Requests for one path that differ by the key, in turn. The key goes into the header {@code
 * api-key}, and as a bearer token besides for servers that know no other place; whatever is
 * compared gets the same headers. Not thread-safe.
 */
public final class Requests {
  private final byte[][] requests;
  private int next;

  private Requests(byte[][] requests) {
    this.requests = requests;
  }

  /**
   * Returns the requests.
   *
   * @param path the path of the request
   * @param keys the keys
   */
  public static Requests get(String path, List<String> keys) {
    return new Requests(keys.stream().map(key -> get(path, key)).toArray(byte[][]::new));
  }

  private static byte[] get(String path, String key) {
    return """
        GET %s HTTP/1.1
        Host: 127.0.0.1
        User-Agent: benchmarks
        Accept: */*
        api-key: %s
        Authorization: Bearer %s

        """
        .formatted(path, key, key)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  byte[] next() {
    next = next + 1 == requests.length ? 0 : next + 1;
    return requests[next];
  }
}
