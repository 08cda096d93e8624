package org.nexusauth.path;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Permissions that a method on a path needs.
 *
 * @param method the HTTP method, or null for every method
 * @param pattern the paths
 * @param permissions all of these
 */
record PermissionRule(@Nullable String method, PathPattern pattern, Set<String> permissions) {

  /**
   * Parses {@code [METHOD ]path=permission+permission}.
   *
   * @throws IllegalArgumentException when it has another form; the message says what is right
   */
  static PermissionRule parse(String text) {
    int equals = text.lastIndexOf('=');
    String[] target = text.substring(0, Math.max(equals, 0)).strip().split(" ", 2);
    String method = target.length == 2 ? target[0] : null;
    String path = target[target.length - 1].strip();
    String[] permissions = text.substring(equals + 1).split("\\+", -1);
    if (equals == -1 || !isWellFormed(method, permissions)) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no rule: expected [METHOD ]path=permission+permission,"
              + " for example POST /api/*=read+write");
    }
    return new PermissionRule(method, PathPattern.parse(path), Set.of(stripAll(permissions)));
  }

  boolean matches(String requestMethod, String path) {
    return (method == null || methodMatches(method, requestMethod)) && matchesPath(path);
  }

  /** A resource that serves GET serves HEAD, so a rule for GET applies to HEAD. */
  private static boolean methodMatches(String ruled, String sent) {
    return ruled.equalsIgnoreCase(sent) || (ruled.equals("GET") && sent.equalsIgnoreCase("HEAD"));
  }

  /** Servers treat {@code /a/} as {@code /a}: a slash must not bypass a rule. */
  private boolean matchesPath(String path) {
    return pattern.matchesPath(path)
        || (path.endsWith("/") && pattern.matchesPath(path.substring(0, path.length() - 1)));
  }

  private static boolean isWellFormed(@Nullable String method, String[] permissions) {
    return Arrays.stream(permissions).noneMatch(String::isBlank)
        && (method == null || method.matches("[A-Z]+"));
  }

  private static String[] stripAll(String[] permissions) {
    return Arrays.stream(permissions).map(String::strip).distinct().toArray(String[]::new);
  }

  /** Returns the rule as it is configured, its permissions sorted. */
  String text() {
    String target = method == null ? pattern.text() : method + " " + pattern.text();
    return target + "=" + String.join("+", new TreeSet<>(permissions));
  }
}
