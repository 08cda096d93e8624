package org.nexusauth.filter;

/** The patterns that filters are mapped to (Jakarta Servlet §12.2). */
final class UrlPattern {
  private UrlPattern() {}

  /**
   * Returns whether a filter that is mapped to a pattern sees a request. The default pattern, which
   * servers read in different ways for filters, counts as all.
   *
   * @param path the decoded path below the context
   */
  static boolean matches(String pattern, String path) {
    if (pattern.equals("/") || pattern.equals("/*")) {
      return true;
    }
    if (pattern.endsWith("/*")) {
      String prefix = pattern.substring(0, pattern.length() - 2);
      return path.startsWith(prefix)
          && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
    if (pattern.startsWith("*.")) {
      return path.endsWith(pattern.substring(1));
    }
    return pattern.isEmpty() ? path.equals("/") : path.equals(pattern);
  }
}
