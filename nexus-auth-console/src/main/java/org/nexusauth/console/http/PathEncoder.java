package org.nexusauth.console.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Writes paths of ids: everything but the unreserved characters of RFC 3986 is encoded. */
public final class PathEncoder {
  private static final String UNRESERVED = "-._~";

  private PathEncoder() {}

  /** Returns a path that starts with a slash. */
  public static String encode(List<String> segments) {
    StringBuilder path = new StringBuilder();
    for (String segment : segments) {
      path.append('/');
      for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
        append(path, b & 0xff);
      }
    }
    return path.toString();
  }

  private static void append(StringBuilder path, int b) {
    boolean plain =
        (b >= 'a' && b <= 'z')
            || (b >= 'A' && b <= 'Z')
            || (b >= '0' && b <= '9')
            || UNRESERVED.indexOf(b) >= 0;
    if (plain) {
      path.append((char) b);
    } else {
      path.append(String.format(Locale.ROOT, "%%%02X", b));
    }
  }
}
