package org.nexusauth.limit.lease;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.limit.LimitAssignments;
import org.nexusauth.limit.LimitPlans;
import org.nexusauth.limit.Limiter;
import org.nexusauth.limit.Limits;
import org.nexusauth.limit.plan.LimitPlan;
import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.verify.KeyAttachment;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Limits that nodes share through a {@link LimitStore}. The sum of what all nodes let pass does not
 * exceed a limit while the store answers, and few requests wait for it. Thread-safe.
 */
public final class SharedLimiter implements Limiter {
  private static final long INSPECTION_WAIT = 1_000;
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration WARM_UP_PAUSE = Duration.ofMillis(50);

  /** Asks for nothing of a key that nobody has. */
  private static final Want PROBE =
      new Want(
          new SubjectId(Subject.Kind.KEY, 0, 0),
          LimitPlan.parse("probe", "1/minute"),
          0,
          List.of());

  private final LimitPlans plans;
  private final Clock clock;
  private final LimitStore store;
  private final String storeName;
  private final StoreHealth health = new StoreHealth();
  private final LeaseTable leases = new LeaseTable();
  private final LeaseExchange exchange;
  private final LeaseNode node;
  private final ExchangeThread thread;
  private final LongAdder waits = new LongAdder();

  private SharedLimiter(
      LimitPlans plans, LeaseRules rules, Clock clock, LimitStore store, String storeName) {
    this.plans = plans;
    this.clock = clock;
    this.store = store;
    this.storeName = storeName;
    this.exchange = new LeaseExchange(UUID.randomUUID().toString(), storeName, health, leases);
    this.node = new LeaseNode(rules, health, exchange::giveBack);
    this.thread = new ExchangeThread(exchange, store, clock);
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
    limiter.warmUp();
    limiter.thread.start();
    return limiter;
  }

  /**
   * Calls the store until it has answered: the first calls take longer than a request may wait, for
   * connections are opened and classes are loaded. A store that is away does not stop the start.
   */
  private void warmUp() {
    long deadline = System.nanoTime() + WARM_UP.toNanos();
    do {
      try {
        health.setNodes(store.announce(exchange.node()), clock.millis());
        Grants.take(store, List.of(PROBE));
        return;
      } catch (RuntimeException | Error e) { // The port's edge: the thread finds out and says so.
        LockSupport.parkNanos(WARM_UP_PAUSE.toNanos());
      }
    } while (System.nanoTime() < deadline);
  }

  /** A key's lease, found under a state of the records. */
  private record Bound(SharedLimiter owner, LimitAssignments assignments, KeyLease lease)
      implements KeyAttachment {}

  @Override
  public Limits charge(VerifiedApiKey key) {
    while (true) {
      KeyLease lease = leaseOf(key);
      Limits limits = charge(lease);
      if (limits != null) {
        return limits;
      }
      forget(key, lease);
    }
  }

  /** Returns null when the lease was retired: look the key up again. */
  private @Nullable Limits charge(KeyLease lease) {
    synchronized (lease) {
      if (lease.isRetired()) {
        return null;
      }
      long now = clock.millis();
      lease.noteRequest(now);
      Limits limits = lease.trySpend(now);
      if (limits == null) {
        limits = waitAndSpend(lease);
      }
      exchange.exchange(lease);
      return limits;
    }
  }

  /** Waits for the store, no longer than its time-out. */
  private Limits waitAndSpend(KeyLease lease) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(StoreHealth.TIMEOUT);
    waits.increment();
    lease.startWaiting();
    try {
      long left = StoreHealth.TIMEOUT;
      while (left > 0) {
        exchange.exchange(lease);
        lease.wait(left);
        Limits limits = lease.trySpend(clock.millis());
        if (limits != null) {
          return limits;
        }
        left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lease.stopWaiting();
    }
    return lease.spendWithoutStore(clock.millis());
  }

  @Override
  public Limits peek(VerifiedApiKey key) {
    while (true) {
      KeyLease lease = leaseOf(key);
      synchronized (lease) {
        if (!lease.isRetired()) {
          return lease.peek(clock.millis());
        }
      }
      forget(key, lease);
    }
  }

  @Override
  public Limits inspect(SubjectId key, @Nullable String claimedPlan) {
    LimitPlan plan = plans.planOf(key, claimedPlan);
    LeaseId id = new LeaseId(plans.assignments().windowsOf(key), plan);
    CompletableFuture<Grant> answer = exchange.inspect(new Want(id.key(), plan, 0, List.of()));
    try {
      return describe(id, answer.get(INSPECTION_WAIT, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return describeKnown(id);
    } catch (ExecutionException | TimeoutException e) {
      return describeKnown(id);
    } finally {
      answer.cancel(false);
    }
  }

  private Limits describeKnown(LeaseId id) {
    KeyLease lease = leases.find(id);
    if (lease != null) {
      synchronized (lease) {
        if (!lease.isRetired()) {
          return lease.peek(clock.millis());
        }
      }
    }
    return new KeyLease(id, node).peek(clock.millis());
  }

  private static Limits describe(LeaseId id, Grant grant) {
    List<LimitPolicy> policies = id.plan().policies();
    long[] windows = new long[2 * policies.size()];
    for (int i = 0; i < policies.size(); i++) {
      Grant.DebitedWindow debited = grant.windows().get(i);
      windows[2 * i] = Math.max(0, policies.get(i).quota() - debited.used());
      windows[2 * i + 1] = policies.get(i).endOf(debited.index(), id.key().high());
    }
    return new Limits(id.plan(), grant.at().toEpochMilli(), windows, 0);
  }

  /** Returns whether this node counts by itself at present, because the store does not answer. */
  @Override
  public boolean isCountingLocally() {
    return health.mode(clock.millis()) != StoreHealth.Mode.SHARED;
  }

  @Override
  public long waits() {
    return waits.sum();
  }

  private KeyLease leaseOf(VerifiedApiKey key) {
    LimitAssignments current = plans.assignments();
    if (key.attachment() instanceof Bound bound
        && bound.owner == this
        && bound.assignments == current) {
      return bound.lease;
    }
    SubjectId id = key.subjectIds().keyId();
    LimitPlan plan = plans.planOf(id, key.plan().orElse(null));
    KeyLease lease = leases.leaseOf(new LeaseId(current.windowsOf(id), plan), node);
    key.attach(new Bound(this, current, lease));
    return lease;
  }

  private void forget(VerifiedApiKey key, KeyLease lease) {
    leases.remove(lease);
    key.attach(null);
  }

  @Override
  public void close() {
    thread.close();
    try {
      store.close();
    } catch (RuntimeException | Error e) { // The port's edge: the gate is closed all the same.
      Log.storeNotClosed(storeName, SafeMessage.describe(e));
    }
  }
}
