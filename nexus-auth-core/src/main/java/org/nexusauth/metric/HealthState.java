package org.nexusauth.metric;

import java.util.ArrayList;
import java.util.List;
import org.nexusauth.revocation.FeedHealth;
import org.nexusauth.usage.UsageHealth;

/**
 * Whether a gate works, for readiness checks of any kind.
 *
 * @param status the worst of the checks
 * @param checks one for each part that the gate has
 */
public record HealthState(Status status, List<PartState> checks) {

  /** How well something works, from good to bad. */
  public enum Status {
    /** It works. */
    UP,
    /** Requests are decided, but something needs attention. */
    DEGRADED,
    /** Requests with valid keys are denied. */
    DOWN
  }

  /**
   * How well one part of a gate works.
   *
   * @param name a fixed name: {@code keys}, {@code revocations}, {@code limits} or {@code usage}
   * @param detail what is so, for people
   */
  public record PartState(String name, Status status, String detail) {}

  /** Copies the checks. */
  public HealthState {
    checks = List.copyOf(checks);
  }

  /** Returns whether requests with valid keys are served. */
  public boolean isUp() {
    return status != Status.DOWN;
  }

  /** Reads the state of a gate's parts now. */
  public static HealthState of(GateParts parts) {
    List<PartState> checks = new ArrayList<>();
    checks.add(
        new PartState("keys", Status.UP, "read %s s ago".formatted(parts.keysAge().toSeconds())));
    parts.replica().ifPresent(replica -> checks.add(describeReplica(replica, parts.failsOpen())));
    checks.add(describeLimits(parts.limitsCountLocally()));
    parts.usage().ifPresent(usage -> checks.add(describeUsage(usage)));
    Status worst = checks.stream().map(PartState::status).max(Status::compareTo).orElse(Status.UP);
    return new HealthState(worst, checks);
  }

  private static PartState describeReplica(FeedHealth replica, boolean failsOpen) {
    String name = "revocations";
    if (!replica.ready()) {
      Status status = failsOpen ? Status.DEGRADED : Status.DOWN;
      return new PartState(name, status, "not read, or too long ago; see the log");
    }
    if (replica.problem() != null) {
      return new PartState(name, Status.DEGRADED, "the last read failed; see the log");
    }
    return new PartState(name, Status.UP, "%s subjects".formatted(replica.entries()));
  }

  private static PartState describeLimits(boolean local) {
    if (local) {
      return new PartState("limits", Status.DEGRADED, "not shared: their store does not answer");
    }
    return new PartState("limits", Status.UP, "no problem");
  }

  private static PartState describeUsage(UsageHealth usage) {
    if (usage.failing()) {
      return new PartState(
          "usage",
          Status.DEGRADED,
          "cannot be written; %s rows wait".formatted(usage.pendingRows()));
    }
    return new PartState("usage", Status.UP, "%s rows wait".formatted(usage.pendingRows()));
  }
}
