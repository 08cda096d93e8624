package org.nexusauth.path;

/**
 * A path, or all paths below one: {@code /health} or {@code /public/*}.
 *
 * @param path the path without {@code /*}; empty for {@code /*}
 * @param below true when every path below it matches as well
 */
record PathPattern(String path, boolean below) {
  private static final String ALL_BELOW = "/*";

  /**
   * Parses a pattern.
   *
   * @throws IllegalArgumentException when it is neither form; the message says what is right
   */
  static PathPattern parse(String text) {
    boolean below = text.endsWith(ALL_BELOW);
    String path = removeAllBelow(text);
    if (!(text.startsWith("/") && !path.contains("*")) || AmbiguousPath.isAmbiguous(path)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no path: expected one such as /health, or /public/* for all below");
    }
    return new PathPattern(path, below);
  }

  boolean matchesPath(String candidate) {
    if (candidate.equals(path)) {
      return true;
    }
    return below && candidate.startsWith(path) && candidate.startsWith("/", path.length());
  }

  private static String removeAllBelow(String text) {
    if (!text.endsWith(ALL_BELOW)) {
      return text;
    }
    return text.substring(0, text.length() - ALL_BELOW.length());
  }

  /** Returns whether this matches all that a URL pattern of servlets, exact or by prefix, does. */
  boolean coversMapping(String pattern) {
    String start = removeAllBelow(pattern);
    if (!pattern.endsWith(ALL_BELOW)) {
      return matchesPath(start);
    }
    return below && (start.equals(path) || matchesPath(start));
  }

  boolean isEveryPath() {
    return below && path.isEmpty();
  }

  /** Returns the pattern as it is configured. */
  String text() {
    return below ? path + ALL_BELOW : path;
  }
}
