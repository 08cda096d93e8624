package org.nexusauth.limit.lease;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.limit.LimitAssignments;
import org.nexusauth.limit.LimitPlan;
import org.nexusauth.limit.LimitPlans;
import org.nexusauth.limit.Limiter;
import org.nexusauth.limit.Limits;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.verify.KeyAttachment;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Limits that nodes share through a {@link LimitStore}. The sum of what all nodes let pass does not
 * exceed a limit while the store answers, and few requests wait for it. Thread-safe.
 */
public final class SharedLimiter implements Limiter {
  private static final long INSPECTION_WAIT = 1_000;
  private static final long CLEAN_EVERY = 5_000;

  private final LimitPlans plans;
  private final LeaseRules rules;
  private final Clock clock;
  private final LimitStore store;
  private final String storeName;
  private final StoreHealth health = new StoreHealth();
  private final ConcurrentHashMap<SubjectId, KeyLease> leases = new ConcurrentHashMap<>();
  private final LeaseExchange exchange;
  private volatile long cleanedAt;

  private SharedLimiter(
      LimitPlans plans, LeaseRules rules, Clock clock, LimitStore store, String storeName) {
    this.plans = plans;
    this.rules = rules;
    this.clock = clock;
    this.store = store;
    this.storeName = storeName;
    this.cleanedAt = clock.millis();
    this.exchange = new LeaseExchange(store, storeName, health, clock, this::cleanAndList);
  }

  /**
   * Returns a limiter that shares limits from now on.
   *
   * @param clock the node's clock, which never goes back
   * @param store closed with the limiter
   * @param storeName for messages
   */
  public static SharedLimiter start(
      LimitPlans plans, LeaseRules rules, Clock clock, LimitStore store, String storeName) {
    SharedLimiter limiter = new SharedLimiter(plans, rules, clock, store, storeName);
    limiter.exchange.start();
    return limiter;
  }

  /** A key's lease and plan, found under a state of the records. */
  private record Bound(
      SharedLimiter owner, LimitAssignments assignments, LimitPlan plan, KeyLease lease)
      implements KeyAttachment {}

  @Override
  public Limits charge(VerifiedApiKey key) {
    while (true) {
      Bound bound = bind(key);
      Limits limits = charge(bound.lease, bound.plan);
      if (limits != null) {
        return limits;
      }
      forget(key, bound.lease);
    }
  }

  /** Returns null when the lease was retired: look the key up again. */
  private @Nullable Limits charge(KeyLease lease, LimitPlan plan) {
    synchronized (lease) {
      if (lease.isRetired()) {
        return null;
      }
      Limits limits = lease.trySpend(plan, clock.millis());
      if (limits == null) {
        limits = waitAndSpend(lease, plan);
      }
      askAndReport(lease);
      return limits;
    }
  }

  /** Waits for the store, no longer than its time-out. */
  private Limits waitAndSpend(KeyLease lease, LimitPlan plan) {
    long now = clock.millis();
    long deadline = now + StoreHealth.TIMEOUT;
    lease.startWaiting();
    try {
      while (now < deadline) {
        askAndReport(lease);
        lease.wait(deadline - now);
        now = clock.millis();
        Limits limits = lease.trySpend(plan, now);
        if (limits != null) {
          return limits;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lease.stopWaiting();
    }
    return lease.spendWithoutStore(plan, now);
  }

  private void askAndReport(KeyLease lease) {
    if (lease.startAsking()) {
      exchange.ask(lease);
    }
    if (lease.hasUnreported()) {
      exchange.report(lease);
    }
  }

  @Override
  public Limits peek(VerifiedApiKey key) {
    Bound bound = bind(key);
    synchronized (bound.lease) {
      return bound.lease.peek(bound.plan, clock.millis());
    }
  }

  @Override
  public Limits inspect(SubjectId key, @Nullable String claimedPlan) {
    LimitPlan plan = plans.planOf(key, claimedPlan);
    SubjectId owner = plans.assignments().windowsOf(key);
    try {
      Grant grant =
          exchange
              .inspect(new Want(owner, plan, 0, List.of()))
              .get(INSPECTION_WAIT, TimeUnit.MILLISECONDS);
      return describe(owner, plan, grant);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // What this node knows is told instead.
    }
    KeyLease lease = leases.computeIfAbsent(owner, id -> newLease(id, plan));
    synchronized (lease) {
      return lease.peek(plan, clock.millis());
    }
  }

  private static Limits describe(SubjectId key, LimitPlan plan, Grant grant) {
    long[] windows = new long[2 * plan.policies().size()];
    for (int i = 0; i < plan.policies().size(); i++) {
      Grant.DebitedWindow debited = grant.windows().get(i);
      windows[2 * i] = Math.max(0, plan.policies().get(i).quota() - debited.used());
      windows[2 * i + 1] = plan.policies().get(i).endOf(debited.index(), key.high());
    }
    return new Limits(plan, grant.at().toEpochMilli(), windows, 0);
  }

  /** Returns whether this node counts by itself at present, because the store does not answer. */
  @Override
  public boolean isCountingLocally() {
    return health.mode(clock.millis()) != StoreHealth.Mode.SHARED;
  }

  private Bound bind(VerifiedApiKey key) {
    LimitAssignments current = plans.assignments();
    if (key.attachment() instanceof Bound bound
        && bound.owner == this
        && bound.assignments == current) {
      return bound;
    }
    SubjectId id = key.subjectIds().keyId();
    LimitPlan plan = plans.planOf(id, key.plan().orElse(null));
    SubjectId owner = current.windowsOf(id);
    Bound bound =
        new Bound(this, current, plan, leases.computeIfAbsent(owner, any -> newLease(owner, plan)));
    key.attach(bound);
    return bound;
  }

  private KeyLease newLease(SubjectId key, LimitPlan plan) {
    return new KeyLease(key, plan, rules, health, exchange::giveBack);
  }

  private void forget(VerifiedApiKey key, KeyLease lease) {
    leases.remove(lease.key(), lease);
    key.attach(null);
  }

  /** Returns all leases, from time to time without those that nothing depends on. */
  private Iterable<KeyLease> cleanAndList() {
    long now = clock.millis();
    if (now - cleanedAt >= CLEAN_EVERY) {
      cleanedAt = now;
      leases.values().removeIf(lease -> retire(lease, now));
    }
    return leases.values();
  }

  private static boolean retire(KeyLease lease, long now) {
    synchronized (lease) {
      return lease.retire(now);
    }
  }

  @Override
  public void close() {
    exchange.close();
    try {
      store.close();
    } catch (RuntimeException | Error e) { // The port's edge: the gate is closed all the same.
      Log.storeNotClosed(storeName, SafeMessage.describe(e));
    }
  }
}
