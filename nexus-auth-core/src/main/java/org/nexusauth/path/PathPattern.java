package org.nexusauth.path;

/**
 * A path, or all paths below one: {@code /health} or {@code /public/*}.
 *
 * @param path the path without {@code /*}; empty for {@code /*}
 * @param below true when everything below it matches besides
 */
record PathPattern(String path, boolean below) {

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when it is neither form; the message says what is right
   */
  static PathPattern parse(String text) {
    boolean below = text.endsWith("/*");
    String path = below ? text.substring(0, text.length() - 2) : text;
    if (!(text.startsWith("/") && !path.contains("*")) || OddPath.is(path)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no path: expected one such as /health, or /public/* for all below");
    }
    return new PathPattern(path, below);
  }

  boolean matches(String candidate) {
    if (candidate.equals(path)) {
      return true;
    }
    return below && candidate.startsWith(path) && candidate.startsWith("/", path.length());
  }

  /** Returns whether this matches all that a URL pattern of servlets, exact or by prefix, does. */
  boolean covers(String pattern) {
    boolean prefix = pattern.endsWith("/*");
    String start = prefix ? pattern.substring(0, pattern.length() - 2) : pattern;
    return prefix ? below && (start.equals(path) || matches(start)) : matches(start);
  }

  boolean isEveryPath() {
    return below && path.isEmpty();
  }

  /** Returns the pattern as it is configured. */
  String text() {
    return below ? path + "/*" : path;
  }
}
