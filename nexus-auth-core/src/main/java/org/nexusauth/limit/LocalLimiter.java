package org.nexusauth.limit;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.verify.KeyAttachment;
import org.nexusauth.verify.VerifiedApiKey;

/** Limits by what this node alone has seen: exact, in memory, nothing to wait for. Thread-safe. */
public final class LocalLimiter implements Limiter {
  private final LimitPlans plans;
  private final Clock clock;
  private final WindowTable table = new WindowTable();

  /** Creates a limiter that has seen nothing. */
  public LocalLimiter(LimitPlans plans, Clock clock) {
    this.plans = plans;
    this.clock = clock;
  }

  /** A key's windows and plan, found under a state of the records. */
  private record Bound(
      LocalLimiter owner, LimitAssignments assignments, LimitPlan plan, KeyWindows windows)
      implements KeyAttachment {}

  @Override
  public Limits charge(VerifiedApiKey key) {
    long now = clock.millis();
    while (true) {
      Bound bound = bind(key, now);
      Limits limits = bound.windows.charge(bound.plan, now);
      if (limits != null) {
        return limits;
      }
      forget(key, bound);
    }
  }

  @Override
  public Limits peek(VerifiedApiKey key) {
    long now = clock.millis();
    while (true) {
      Bound bound = bind(key, now);
      Limits limits = bound.windows.peek(bound.plan, now);
      if (limits != null) {
        return limits;
      }
      forget(key, bound);
    }
  }

  @Override
  public Limits inspect(SubjectId key, @Nullable String claimedPlan) {
    LimitPlan plan = plans.planOf(key, claimedPlan);
    SubjectId owner = plans.assignments().windowsOf(key);
    long now = clock.millis();
    while (true) {
      KeyWindows windows = table.windowsOf(owner, plan, now);
      Limits limits = windows.peek(plan, now);
      if (limits != null) {
        return limits;
      }
      table.removeRetired(windows);
    }
  }

  /** The key remembers its windows; they are looked up again after a change of the records. */
  private Bound bind(VerifiedApiKey key, long now) {
    LimitAssignments current = plans.assignments();
    if (key.attachment() instanceof Bound bound
        && bound.owner == this
        && bound.assignments == current) {
      return bound;
    }
    SubjectId id = key.subjectIds().keyId();
    LimitPlan plan = plans.planOf(id, key.plan().orElse(null));
    Bound bound = new Bound(this, current, plan, table.windowsOf(current.windowsOf(id), plan, now));
    key.attach(bound);
    return bound;
  }

  private void forget(VerifiedApiKey key, Bound bound) {
    table.removeRetired(bound.windows);
    key.attach(null);
  }

  @Override
  public void close() {
    // Nothing outside memory.
  }
}
