package org.nexusauth.limit.lease;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;

/**
 * Calls the store for all keys of a node: one thread, which asks for what has gathered while the
 * last call was under way. Whatever the store throws, requests go on.
 */
final class LeaseExchange implements AutoCloseable {
  private static final int BATCH = 1_000;
  private static final long ANNOUNCE_EVERY = 1_000;
  private static final long IDLE_CHECK_EVERY = 500;
  private static final long PROBE_EVERY = 250;
  private static final long CLOSE_WAIT = 2_000;

  /** A flood of unspent tokens while the store is away is dropped: they count as used. */
  private static final int MAX_OUTBOX = 100_000;

  private final LimitStore store;
  private final String storeName;
  private final StoreHealth health;
  private final Clock clock;
  private final Supplier<Iterable<KeyLease>> leases;
  private final String node = UUID.randomUUID().toString();
  private final LinkedBlockingQueue<KeyLease> asking = new LinkedBlockingQueue<>();
  private final Queue<Inspection> inspections = new ConcurrentLinkedQueue<>();
  private final Queue<Unspent> outbox = new ConcurrentLinkedQueue<>();
  private final Set<KeyLease> unreported = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread thread;
  private long announcedAt = Long.MIN_VALUE / 2;
  private long idleCheckedAt = Long.MIN_VALUE / 2;

  /** A question of a tool, beside those of requests. */
  private record Inspection(Want want, CompletableFuture<Grant> answer) {}

  /**
   * Creates an exchange; {@link #start} begins it.
   *
   * @param leases all leases of this node
   */
  LeaseExchange(
      LimitStore store,
      String storeName,
      StoreHealth health,
      Clock clock,
      Supplier<Iterable<KeyLease>> leases) {
    this.store = store;
    this.storeName = storeName;
    this.health = health;
    this.clock = clock;
    this.leases = leases;
    this.thread = new Thread(this::run, "nexus-auth-limits");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Asks for a key; its lease must say that it is asking. */
  void ask(KeyLease lease) {
    asking.add(lease);
  }

  /** Notes that a lease has spent what the store has not debited. */
  void report(KeyLease lease) {
    unreported.add(lease);
  }

  /** Returns what the store says of a key; completes exceptionally when it does not answer. */
  CompletableFuture<Grant> inspect(Want want) {
    Inspection inspection = new Inspection(want, new CompletableFuture<>());
    inspections.add(inspection);
    return inspection.answer;
  }

  void giveBack(Unspent unspent) {
    if (outbox.size() < MAX_OUTBOX) {
      outbox.add(unspent);
    }
  }

  private void run() {
    while (!closed.get()) {
      try {
        runOnce();
      } catch (InterruptedException e) {
        // Closed: the loop ends.
      } catch (RuntimeException | Error e) { // The thread's edge: it must go on.
        Log.limitExchangeFailed(SafeMessage.describe(e));
      }
    }
    giveBackAll();
  }

  private void runOnce() throws InterruptedException {
    KeyLease first = asking.poll(nextWait(), TimeUnit.MILLISECONDS);
    announceIfDue();
    if (!health.isFailing()) {
      answerInspections();
      reportUnreported();
    }
    List<KeyLease> batch = new ArrayList<>();
    if (first != null) {
      batch.add(first);
    }
    asking.drainTo(batch, BATCH - batch.size());
    take(batch);
    releaseIdle();
    sendOutbox();
  }

  private long nextWait() {
    if (!inspections.isEmpty() || !outbox.isEmpty()) {
      return 1;
    }
    return IDLE_CHECK_EVERY / 10;
  }

  private void announceIfDue() {
    long now = clock.millis();
    long every = health.isFailing() ? PROBE_EVERY : ANNOUNCE_EVERY;
    if (now - announcedAt >= every) {
      announcedAt = now;
      Integer nodes = call(() -> store.announce(node));
      if (nodes != null) {
        health.setNodes(nodes);
      }
    }
  }

  private void answerInspections() {
    Inspection next = inspections.poll();
    while (next != null) {
      Want want = next.want;
      List<Grant> grants = call(() -> store.take(List.of(want)));
      if (grants == null) {
        next.answer.completeExceptionally(new IllegalStateException("no answer"));
        return;
      }
      next.answer.complete(grants.get(0));
      next = inspections.poll();
    }
  }

  private void reportUnreported() {
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

  /** While the store does not answer, nobody waits for it: the next announcement finds it again. */
  private void take(List<KeyLease> batch) {
    if (batch.isEmpty()) {
      return;
    }
    if (health.isFailing()) {
      batch.forEach(lease -> finish(lease, KeyLease::cancel));
      return;
    }
    long sentAt = clock.millis();
    List<Want> wants = new ArrayList<>(batch.size());
    for (KeyLease lease : batch) {
      synchronized (lease) {
        wants.add(lease.want(sentAt));
      }
    }
    List<Grant> grants = call(() -> store.take(wants));
    if (grants == null || grants.size() != wants.size()) {
      forEach(batch, (lease, i) -> lease.fail(wants.get(i)));
    } else if (health.countersChanged(grants.get(0).generation(), clock.millis())) {
      startAnew(batch, wants, grants);
    } else {
      accept(batch, wants, grants, sentAt);
    }
  }

  private void accept(List<KeyLease> batch, List<Want> wants, List<Grant> grants, long sentAt) {
    long now = clock.millis();
    health.setStoreTime(grants.get(0).at().toEpochMilli(), now);
    forEach(batch, (lease, i) -> lease.accept(wants.get(i), grants.get(i), sentAt, now));
  }

  /** The store knows nothing of what was spent: each node has it debited once more. */
  private void startAnew(List<KeyLease> batch, List<Want> wants, List<Grant> grants) {
    Log.limitCountersLost(storeName);
    forEach(
        batch,
        (lease, i) -> {
          lease.discard(wants.get(i), grants.get(i));
        });
    for (KeyLease lease : leases.get()) {
      synchronized (lease) {
        lease.forgetDebits();
        if (lease.hasUnreported()) {
          unreported.add(lease);
        }
      }
    }
  }

  /** What is done with one lease of a batch. */
  private interface Step {
    void accept(KeyLease lease, int index);
  }

  private static void forEach(List<KeyLease> batch, Step step) {
    for (int i = 0; i < batch.size(); i++) {
      int index = i;
      finish(batch.get(i), lease -> step.accept(lease, index));
    }
  }

  private static void finish(KeyLease lease, Consumer<KeyLease> step) {
    synchronized (lease) {
      step.accept(lease);
      lease.notifyAll();
    }
  }

  private void releaseIdle() {
    long now = clock.millis();
    if (now - idleCheckedAt < IDLE_CHECK_EVERY) {
      return;
    }
    idleCheckedAt = now;
    for (KeyLease lease : leases.get()) {
      synchronized (lease) {
        lease.releaseIdle(now);
      }
    }
  }

  private void sendOutbox() {
    List<Unspent> batch = new ArrayList<>();
    Unspent next = outbox.poll();
    while (next != null) {
      batch.add(next);
      next = batch.size() < BATCH ? outbox.poll() : null;
    }
    if (!batch.isEmpty() && !health.isFailing()) {
      call(
          () -> {
            store.giveBack(batch);
            return batch;
          });
    }
  }

  /** Returns what the store answers, or null when it does not. */
  private <T> @Nullable T call(Supplier<T> call) {
    long startedAt = clock.millis();
    health.callStarted(startedAt);
    try {
      T answer = call.get();
      if (health.callSucceeded(clock.millis())) {
        Log.limitStoreAvailable(storeName);
      }
      return answer;
    } catch (RuntimeException | Error e) { // The port's edge: requests go on without it.
      if (health.callFailed(startedAt, clock.millis())) {
        Log.limitStoreUnavailable(storeName, SafeMessage.describe(e));
      }
      return null;
    }
  }

  /** What is in hand at the end is given back, if the store answers. */
  private void giveBackAll() {
    for (KeyLease lease : leases.get()) {
      synchronized (lease) {
        lease.release();
      }
    }
    while (!outbox.isEmpty() && !health.isFailing()) {
      sendOutbox();
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    thread.interrupt();
    try {
      thread.join(CLOSE_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
