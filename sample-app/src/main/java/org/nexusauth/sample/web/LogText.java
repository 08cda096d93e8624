package org.nexusauth.sample.web;

/** What a client or its key says, made fit for one line of a log. */
public final class LogText {

  private static final int MAX_METHOD = 16;
  private static final int MAX_SEGMENT = 64;

  private LogText() {}

  static String method(String method) {
    return fits(method, MAX_METHOD) ? method : "…";
  }

  /**
   * A path. A long part is cut: no resource of this API has one, but a key that someone pasted
   * there is one.
   */
  static String path(String uri) {
    StringBuilder line = new StringBuilder();
    for (String segment : uri.split("/", -1)) {
      line.append('/').append(segment(segment));
    }
    return line.substring(1);
  }

  /**
   * An id, or a part of a path.
   *
   * @param text what it says
   * @return the text, or a sign for one that does not fit into a line
   */
  public static String segment(String text) {
    return fits(text, MAX_SEGMENT) ? text : "…";
  }

  private static boolean fits(String text, int length) {
    return text.length() <= length && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
