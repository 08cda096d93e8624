package org.nexusauth.path;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which paths need no key, and which permissions paths need. Immutable.
 *
 * <p>Paths are decoded and relative to the context. An ambiguous path, which contains {@code ..}, a
 * segment {@code .}, {@code ;}, {@code //}, {@code \}, {@code %} or a control character, or does
 * not start with {@code /}, matches no exclusion and must meet every rule.
 */
public final class PathRules {
  /** No exclusion and no rule. */
  public static final PathRules NONE = new PathRules(List.of(), List.of());

  private final List<PathPattern> exclusions;
  private final List<PermissionRule> rules;

  private PathRules(List<PathPattern> exclusions, List<PermissionRule> rules) {
    this.exclusions = exclusions;
    this.rules = rules;
  }

  /**
   * Parses comma-separated exclusions and comma-separated rules.
   *
   * @param exclusions {@code /health,/public/*}, or empty
   * @param permissions {@code [METHOD ]path=permission+permission,…}, or empty
   * @throws IllegalArgumentException when one has another form; the message says what is right
   */
  public static PathRules parse(String exclusions, String permissions) {
    return new PathRules(
        splitList(exclusions).stream().map(PathPattern::parse).toList(),
        splitList(permissions).stream().map(PermissionRule::parse).toList());
  }

  /** Returns whether a request to this path needs no key. */
  public boolean excludes(String path) {
    if (exclusions.isEmpty() || AmbiguousPath.isAmbiguous(path)) {
      return false;
    }
    return exclusions.stream().anyMatch(pattern -> pattern.matchesPath(path));
  }

  /**
   * Returns whether no request that a servlet mapping names needs a key.
   *
   * @param mapping a URL pattern (Servlet §12.2), or anything else, which stands for all paths
   */
  public boolean excludesAll(String mapping) {
    if (mapping.startsWith("/") && mapping.length() > 1) {
      return exclusions.stream().anyMatch(pattern -> pattern.coversMapping(mapping));
    }
    return exclusions.stream().anyMatch(PathPattern::isEveryPath);
  }

  /** Returns the exclusions as they are configured. */
  public List<String> exclusions() {
    return exclusions.stream().map(PathPattern::text).toList();
  }

  /** Returns the rules as they are configured; the permissions of each are sorted. */
  public List<String> rules() {
    return rules.stream().map(PermissionRule::text).toList();
  }

  /** Returns whether there are rules. */
  public boolean hasRules() {
    return !rules.isEmpty();
  }

  /** Returns whether a request with this method to this path must meet a rule. */
  public boolean hasRuleFor(String method, String path) {
    return !rules.isEmpty() && !requiredPermissions(method, path).isEmpty();
  }

  /** Returns all permissions that a request needs: those of every rule that matches. */
  public Set<String> requiredPermissions(String method, String path) {
    if (rules.isEmpty()) {
      return Set.of();
    }
    boolean ambiguous = AmbiguousPath.isAmbiguous(path);
    Set<String> needed = new LinkedHashSet<>();
    for (PermissionRule rule : rules) {
      if (ambiguous || rule.matches(method, path)) {
        needed.addAll(rule.permissions());
      }
    }
    return needed;
  }

  private static List<String> splitList(String list) {
    if (list.isBlank()) {
      return List.of();
    }
    return Arrays.stream(list.split(",", -1)).map(String::strip).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathRules that
        && exclusions.equals(that.exclusions)
        && rules.equals(that.rules);
  }

  @Override
  public int hashCode() {
    return Objects.hash(exclusions, rules);
  }

  /** Returns the exclusions and rules. */
  @Override
  public String toString() {
    return "PathRules[exclusions=" + exclusions + ", rules=" + rules + "]";
  }
}
