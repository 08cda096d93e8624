package org.nexusauth.path;

/**
 * Tells paths that a container and a rule could read in two ways: they hold {@code ..}, {@code /.},
 * {@code ;}, {@code //}, {@code \}, {@code %} or a control character.
 */
final class OddPath {
  private OddPath() {}

  static boolean is(String path) {
    char before = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == ';' || c == '\\' || c == '%' || Character.isISOControl(c) || isOddPair(before, c)) {
        return true;
      }
      before = c;
    }
    return false;
  }

  private static boolean isOddPair(char before, char c) {
    return (c == '.' && (before == '.' || before == '/')) || (c == '/' && before == '/');
  }
}
