package org.nexusauth.sample.web;

/** Shortens what a client or its key contains for one line of a log. */
public final class LogText {

  private static final int MAX_METHOD = 16;
  private static final int MAX_SEGMENT = 64;

  private LogText() {}

  static String shortenMethod(String method) {
    return orEllipsis(method, MAX_METHOD);
  }

  /**
   * A path. A long part is cut: no resource of this API has one, but a key that someone pasted
   * there is one.
   */
  static String shortenPath(String uri) {
    StringBuilder line = new StringBuilder();
    for (String segment : uri.split("/", -1)) {
      line.append('/').append(shorten(segment));
    }
    return line.substring(1);
  }

  /**
   * An id, or a part of a path.
   *
   * @param text what it says
   * @return the text, or a sign for one that does not fit into a line
   */
  public static String shorten(String text) {
    return orEllipsis(text, MAX_SEGMENT);
  }

  private static String orEllipsis(String text, int length) {
    if (text.length() <= length && text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return text;
    }
    return "…";
  }
}
