package org.nexusauth.limit.lease;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.StatusUnavailableException;

/**
 * Decides what a node calls the store for: one call at a time, each for what has gathered while the
 * last one was under way. It has no thread and reads no clock: {@link ExchangeThread} runs it, and
 * so does a simulator. What requests' threads call is thread-safe; the rest is for one thread.
 */
final class LeaseExchange {
  /** How long the thread rests, at most, when there is nothing to do. */
  static final long REST = 50;

  static final int BATCH = 1_000;
  private static final long ANNOUNCE_EVERY = 1_000;
  private static final long IDLE_CHECK_EVERY = 500;
  private static final long GIVE_BACK_EVERY = 50;
  private static final long PROBE_EVERY = 250;

  private final String node;
  private final String storeName;
  private final StoreHealth health;
  private final LeaseTable table;
  private volatile Runnable wakeUp = () -> {};
  private final Queue<KeyLease> asking = new ConcurrentLinkedQueue<>();
  private final Inspections inspections = new Inspections();
  private final Outbox outbox = new Outbox();
  private final Set<KeyLease> unreported = ConcurrentHashMap.newKeySet();

  // Of the thread that calls the store.
  private final Set<KeyLease> holders = new HashSet<>();
  private @Nullable Want probe;
  private long announcedAt = LeaseRules.NEVER;
  private long idleCheckedAt = LeaseRules.NEVER;
  private long gaveBackAt = LeaseRules.NEVER;
  private long startedAt;

  /**
   * Creates an exchange.
   *
   * @param node the node's id
   * @param storeName for messages
   * @param table all leases of this node
   */
  LeaseExchange(String node, String storeName, StoreHealth health, LeaseTable table) {
    this.node = node;
    this.storeName = storeName;
    this.health = health;
    this.table = table;
  }

  /** Returns the id by which the store knows this node. */
  String node() {
    return node;
  }

  /** Sets what is run when there is something to do. */
  void wakeBy(Runnable action) {
    wakeUp = action;
  }

  /** Has the store asked for a lease, and for what it has spent without the store. */
  void exchange(KeyLease lease) {
    if (lease.startAsking()) {
      asking.add(lease);
      wakeUp.run();
    }
    if (lease.hasUnreported()) {
      unreported.add(lease);
    }
  }

  /** Returns what the store says of a key; completes exceptionally when it does not answer. */
  CompletableFuture<Grant> inspect(Want want) {
    CompletableFuture<Grant> answer = inspections.add(want);
    wakeUp.run();
    return answer;
  }

  void giveBack(Unspent unspent) {
    outbox.add(unspent);
  }

  /** Returns the next call, which is under way from now on; null when there is nothing to do. */
  @Nullable StoreCall nextCall(long now) {
    table.removeSomeIdle(now);
    releaseIdle(now);
    StoreCall call = health.isFailing() ? nextProbe(now) : chooseCall(now);
    if (call != null) {
      startedAt = now;
      health.callStarted(now);
    }
    return call;
  }

  void noteSuccess(StoreCall call, long now) {
    boolean tookTooLong = health.isDownWithoutFailure();
    if (tookTooLong) {
      Log.limitStoreUnavailable(storeName, "a call took " + (now - startedAt) + " ms");
    }
    if (health.callSucceeded(now) || tookTooLong) {
      probe = null;
      Log.limitStoreAvailable(storeName);
    }
    try {
      call.succeed(now);
    } catch (RuntimeException | Error e) { // Nobody may wait for it for ever.
      call.fail();
      throw e;
    }
  }

  void noteFailure(StoreCall call, long now, Throwable problem) {
    if (health.callFailed(startedAt, now)) {
      Log.limitStoreUnavailable(storeName, describeProblem(problem));
      announcedAt = LeaseRules.NEVER; // A connection that broke is tried again immediately.
    }
    if (call instanceof TakeCall take) {
      probe = take.probe();
    }
    call.fail();
    wakeWaiting();
  }

  /** A store's own exception has a text for logs; that of any other may quote anything. */
  private static String describeProblem(Throwable problem) {
    if (problem instanceof StatusUnavailableException unavailable) {
      return String.valueOf(unavailable.getMessage());
    }
    return SafeMessage.describe(problem);
  }

  /** Those that wait may have to count by themselves. */
  private void wakeWaiting() {
    for (KeyLease lease : asking) {
      synchronized (lease) {
        lease.notifyAll();
      }
    }
  }

  private @Nullable StoreCall nextProbe(long now) {
    inspections.failAll();
    health.mode(now); // Notes that it fails still.
    if (now - announcedAt < PROBE_EVERY) {
      return null;
    }
    announcedAt = now;
    return new Announcement();
  }

  private @Nullable StoreCall chooseCall(long now) {
    if (now - announcedAt >= ANNOUNCE_EVERY) {
      announcedAt = now;
      return new Announcement();
    }
    if (!outbox.isEmpty() && now - gaveBackAt >= GIVE_BACK_EVERY) {
      gaveBackAt = now;
      return outbox.nextCall();
    }
    if (!inspections.isEmpty()) {
      return inspections.nextCall();
    }
    askForUnreported();
    List<KeyLease> batch = new ArrayList<>();
    pollInto(batch, asking, BATCH);
    return batch.isEmpty() ? null : new TakeCall(this, batch, now);
  }

  static <T> void pollInto(List<T> batch, Queue<T> queue, int max) {
    while (batch.size() < max) {
      T next = queue.poll();
      if (next == null) {
        return;
      }
      batch.add(next);
    }
  }

  private void askForUnreported() {
    unreported.removeIf(
        lease -> {
          synchronized (lease) {
            if (lease.startReporting()) {
              asking.add(lease);
            }
            return !lease.hasUnreported();
          }
        });
  }

  /** Adds a lease to those whose tokens may become idle. */
  void noteHolder(KeyLease lease) {
    if (lease.hasTokens()) {
      holders.add(lease);
    }
  }

  private void releaseIdle(long now) {
    if (now - idleCheckedAt < IDLE_CHECK_EVERY) {
      return;
    }
    idleCheckedAt = now;
    holders.removeIf(
        lease -> {
          synchronized (lease) {
            return lease.releaseIdle(now);
          }
        });
  }

  /**
   * Notes the store's time, and whether other counters answer than before: they know nothing of
   * what was spent, so each node has it debited once more.
   */
  boolean startsAnew(List<Grant> grants, long now) {
    Grant last = grants.get(grants.size() - 1);
    health.setStoreTime(last.at().toEpochMilli(), startedAt, now);
    if (!health.countersChanged(last.generation(), now)) {
      return false;
    }
    Log.limitCountersLost(storeName);
    outbox.clear();
    for (KeyLease lease : table.all()) {
      synchronized (lease) {
        lease.forgetDebits();
        if (lease.hasUnreported()) {
          unreported.add(lease);
        }
      }
    }
    return true;
  }

  /** Returns the next call that gives back what is in hand at the end; null when that is done. */
  @Nullable StoreCall nextLastCall(long now) {
    for (KeyLease lease : holders) {
      synchronized (lease) {
        lease.release();
      }
    }
    holders.clear();
    if (outbox.isEmpty() || health.isFailing()) {
      return null;
    }
    startedAt = now;
    return outbox.nextCall();
  }

  /** Says that the node is there; while the store fails, finds out whether it answers again. */
  private final class Announcement implements StoreCall {
    private int nodes;

    @Override
    public void perform(LimitStore store) {
      nodes = store.announce(node);
      if (probe != null) {
        Grants.take(store, List.of(probe));
      }
    }

    @Override
    public void succeed(long now) {
      health.setNodes(nodes, now);
    }

    @Override
    public void fail() {
      // Announced again soon.
    }
  }
}
