package org.nexusauth.path;

/**
 * Recognizes paths that a container and a rule may read in two ways: they contain {@code ..}, a
 * segment {@code .}, {@code ;}, {@code //}, {@code \}, {@code %} or a control character, or do not
 * start with {@code /}, as that of {@code OPTIONS *}.
 */
final class AmbiguousPath {
  private AmbiguousPath() {}

  static boolean isAmbiguous(String path) {
    if (path.isEmpty()) {
      return false;
    }
    char before = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == ';'
          || c == '\\'
          || c == '%'
          || Character.isISOControl(c)
          || isAmbiguousPair(before, c)) {
        return true;
      }
      before = c;
    }
    return path.charAt(0) != '/' || path.contains("/./") || path.endsWith("/.");
  }

  private static boolean isAmbiguousPair(char before, char c) {
    return (c == '.' || c == '/') && c == before;
  }
}
