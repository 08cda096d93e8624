package org.nexusauth.limit.plan;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A named set of policies, all of which hold. A plan without policies does not limit. Immutable.
 */
public final class LimitPlan {
  /** The name of the plan of keys that have no other. */
  public static final String DEFAULT = "default";

  /** How many policies a plan may have. */
  public static final int MAX_POLICIES = 4;

  /** What stands for a plan without policies. */
  public static final String UNLIMITED = "unlimited";

  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?");

  private final String name;
  private final List<LimitPolicy> policies;

  /** The same, for the way of each request. */
  private final LimitPolicy[] array;

  private final String policyHeader;

  /**
   * Creates a plan.
   *
   * @param name small letters, digits, {@code .}, {@code _} and {@code -}, up to 64
   * @param policies each of another window, the shortest first in answers
   * @throws IllegalArgumentException when the name or the policies are wrong, in words for
   *     operators
   */
  public LimitPlan(String name, List<LimitPolicy> policies) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          ("\"%s\" is no name of a plan; expected up to 64 small letters, digits, '.', '_' and '-',"
                  + " a letter or digit at both ends")
              .formatted(name));
    }
    if (name.equals(UNLIMITED) && !policies.isEmpty()) {
      throw new IllegalArgumentException(
          "a plan of the name \"unlimited\" has no limits; choose another name");
    }
    requireDistinct(policies);
    this.name = name;
    this.policies =
        policies.stream()
            .sorted((a, b) -> Integer.compare(a.windowSeconds(), b.windowSeconds()))
            .toList();
    this.array = this.policies.toArray(LimitPolicy[]::new);
    this.policyHeader =
        this.policies.stream()
            .map(p -> "\"%s\";q=%s;w=%s".formatted(p.name(), p.quota(), p.windowSeconds()))
            .collect(Collectors.joining(", "));
  }

  private static void requireDistinct(List<LimitPolicy> policies) {
    if (policies.size() > MAX_POLICIES) {
      throw new IllegalArgumentException(
          "a plan has at most %s limits, and this one has %s"
              .formatted(MAX_POLICIES, policies.size()));
    }
    Set<Integer> windows = new HashSet<>();
    for (LimitPolicy policy : policies) {
      if (!windows.add(policy.windowSeconds())) {
        throw new IllegalArgumentException(
            "two limits have the same window, " + policy.name() + "; keep one of them");
      }
    }
  }

  /**
   * Reads the policies of a plan, such as {@code 60/minute,1000/hour}, or {@value #UNLIMITED}.
   *
   * @throws IllegalArgumentException when one is wrong, in words for operators
   */
  public static LimitPlan parse(String name, String policies) {
    if (policies.strip().equals(UNLIMITED)) {
      return new LimitPlan(name, List.of());
    }
    return new LimitPlan(
        name,
        Arrays.stream(policies.split("[,+]", -1))
            .map(String::strip)
            .map(LimitPolicy::parse)
            .toList());
  }

  /** Returns the plan's name. */
  public String name() {
    return name;
  }

  /** Returns the policies, the shortest window first. */
  public List<LimitPolicy> policies() {
    return policies;
  }

  /** Returns how many policies there are. */
  public int size() {
    return array.length;
  }

  /** Returns the policy at a place of {@link #policies()}. */
  public LimitPolicy policy(int place) {
    return array[place];
  }

  /** Returns the value of {@code RateLimit-Policy}. */
  public String policyHeader() {
    return policyHeader;
  }

  /** Returns the policies as settings write them. */
  public String describePolicies() {
    if (policies.isEmpty()) {
      return UNLIMITED;
    }
    return policies.stream().map(LimitPolicy::toString).collect(Collectors.joining(","));
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof LimitPlan that
        && name.equals(that.name)
        && policies.equals(that.policies);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, policies);
  }

  @Override
  public String toString() {
    return name + "=" + describePolicies();
  }
}
