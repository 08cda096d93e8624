package org.nexusauth.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.plan.LimitPolicy;

/**
 * What is left of a key's limits after one decision, for the headers of its answer. Immutable.
 *
 * <p>Where several nodes share limits, what is left is what this node knows: what other nodes hold
 * in hand counts as used.
 */
public final class Limits {
  /** The quota of the window that is nearest to running out. */
  public static final String LIMIT = "X-RateLimit-Limit";

  /** How many requests that window has left. */
  public static final String REMAINING = "X-RateLimit-Remaining";

  /** When that window ends, in seconds since 1970. */
  public static final String RESET = "X-RateLimit-Reset";

  /** All policies, by draft-ietf-httpapi-ratelimit-headers-11. */
  public static final String DRAFT_POLICY = "RateLimit-Policy";

  /** What is left of each, by the same draft. */
  public static final String DRAFT_STATE = "RateLimit";

  /** No policy is exceeded, and the request is denied all the same. */
  private static final int UNKNOWN = 1 << LimitPlan.MAX_POLICIES;

  private static final Duration SOON = Duration.ofSeconds(1);

  private final LimitPlan plan;
  private final long nowMillis;

  /** For each policy: what is left, and the second at which the window ends. */
  private final long[] windows;

  /** A bit for each policy that the request exceeds. */
  private final int exceeded;

  private final int nearest;

  /**
   * Creates the state of a plan's windows.
   *
   * @param nowMillis when it was decided, in milliseconds since 1970
   * @param windows for each policy of the plan what is left, and the second since 1970 at which its
   *     window ends; not changed afterwards
   * @param exceeded a bit for each policy that the request exceeds, the first policy the lowest
   */
  public Limits(LimitPlan plan, long nowMillis, long[] windows, int exceeded) {
    this.plan = plan;
    this.nowMillis = nowMillis;
    this.windows = windows;
    this.exceeded = exceeded;
    this.nearest = findNearest();
  }

  /**
   * Returns limits of which nothing is known at present, so that the request is denied for a
   * second: the store that nodes share is slow. They tell that nothing is left until then, so that
   * clients that read the headers do not wait for the end of a window that may have room.
   */
  public static Limits unknown(LimitPlan plan, long nowMillis) {
    long[] windows = new long[2 * plan.size()];
    for (int i = 0; i < plan.size(); i++) {
      windows[2 * i + 1] = Math.floorDiv(nowMillis + SOON.toMillis() + 999, 1000L);
    }
    return new Limits(plan, nowMillis, windows, UNKNOWN);
  }

  /**
   * Of windows with nothing left the last to end, since requests are denied until then; else the
   * one with the least left in proportion.
   */
  private int findNearest() {
    int found = 0;
    for (int i = 1; i < windows.length / 2; i++) {
      if (isNearer(i, found)) {
        found = i;
      }
    }
    return found;
  }

  private boolean isNearer(int one, int other) {
    if (exceeded != 0 && isExceeded(one) != isExceeded(other)) {
      return isExceeded(one);
    }
    if (exceeded != 0 || (remaining(one) == 0 && remaining(other) == 0)) {
      return end(one) > end(other);
    }
    return remaining(one) * quota(other) < remaining(other) * quota(one);
  }

  private long quota(int policy) {
    return plan.policy(policy).quota();
  }

  private long remaining(int policy) {
    return windows[2 * policy];
  }

  private long end(int policy) {
    return windows[2 * policy + 1];
  }

  private boolean isExceeded(int policy) {
    return (exceeded & 1 << policy) != 0;
  }

  /**
   * One policy's window.
   *
   * @param policy the policy
   * @param remaining how many requests are left, 0 or more
   * @param resetAt when the window ends, a whole second
   */
  public record Window(LimitPolicy policy, long remaining, Instant resetAt) {}

  /** Returns the plan. */
  public LimitPlan plan() {
    return plan;
  }

  /** Returns the windows, in the order of the plan's policies; empty for an unlimited plan. */
  public List<Window> windows() {
    List<Window> all = new ArrayList<>();
    for (int i = 0; i < windows.length / 2; i++) {
      all.add(new Window(plan.policy(i), remaining(i), Instant.ofEpochSecond(end(i))));
    }
    return all;
  }

  /** Returns whether the request exceeds a limit: it is denied, unless limits are observed only. */
  public boolean isExceeded() {
    return exceeded != 0;
  }

  /** Returns whether the request is denied only because the store did not say what is left. */
  public boolean isUnknown() {
    return exceeded == UNKNOWN;
  }

  /** Returns the names of the policies that the request exceeds. */
  public List<String> exceededPolicies() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < windows.length / 2; i++) {
      if (isExceeded(i)) {
        names.add(plan.policy(i).name());
      }
    }
    return names;
  }

  /** Returns how long the window that is nearest to running out lasts; zero without policies. */
  public Duration untilReset() {
    if (isUnknown()) {
      return SOON;
    }
    if (windows.length == 0) {
      return Duration.ZERO;
    }
    return Duration.ofMillis(Math.max(0, end(nearest) * 1000 - nowMillis));
  }

  /**
   * Returns whether a header is one of those that tell of limits.
   *
   * @param draft whether those of the draft are told, too
   */
  public boolean tellsIn(String header, boolean draft) {
    if (windows.length == 0) {
      return false;
    }
    return header.equalsIgnoreCase(LIMIT)
        || header.equalsIgnoreCase(REMAINING)
        || header.equalsIgnoreCase(RESET)
        || (draft
            && (header.equalsIgnoreCase(DRAFT_STATE) || header.equalsIgnoreCase(DRAFT_POLICY)));
  }

  /**
   * Passes each header and its value on; nothing for an unlimited plan.
   *
   * @param draft whether those of the draft are wanted too
   */
  public void forEachHeader(boolean draft, BiConsumer<? super String, ? super String> header) {
    if (windows.length == 0) {
      return;
    }
    header.accept(LIMIT, Integer.toString(plan.policy(nearest).quota()));
    header.accept(REMAINING, Long.toString(remaining(nearest)));
    header.accept(RESET, Long.toString(end(nearest)));
    if (draft) {
      header.accept(DRAFT_POLICY, plan.policyHeader());
      header.accept(DRAFT_STATE, describeState());
    }
  }

  private String describeState() {
    StringBuilder text = new StringBuilder(64);
    for (int i = 0; i < windows.length / 2; i++) {
      if (i > 0) {
        text.append(", ");
      }
      long left = Math.max(0, end(i) * 1000 - nowMillis);
      text.append('"')
          .append(plan.policy(i).name())
          .append("\";r=")
          .append(remaining(i))
          .append(";t=")
          .append((left + 999) / 1000);
    }
    return text.toString();
  }

  /** Returns the plan's name and what is left of each window. */
  @Override
  public String toString() {
    return plan.name() + " " + describeState();
  }
}
