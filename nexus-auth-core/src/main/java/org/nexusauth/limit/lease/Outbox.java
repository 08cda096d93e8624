package org.nexusauth.limit.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Unspent;

/** Tokens that are to be given back. Thread-safe. */
final class Outbox {
  /** What exceeds this while the store is away is dropped: it counts as used. */
  private static final int MAX_SIZE = 100_000;

  private final Queue<Unspent> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  void add(Unspent unspent) {
    if (size.get() < MAX_SIZE) {
      size.incrementAndGet();
      queue.add(unspent);
    }
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** The store knows nothing of them. */
  void clear() {
    nextBatch(Integer.MAX_VALUE);
  }

  StoreCall nextCall() {
    return new GiveBackCall(nextBatch(LeaseExchange.BATCH));
  }

  private List<Unspent> nextBatch(int max) {
    List<Unspent> batch = new ArrayList<>();
    LeaseExchange.pollInto(batch, queue, max);
    size.addAndGet(-batch.size());
    return batch;
  }

  /** Not repeated when it fails: the tokens may have been credited, and count as used. */
  private record GiveBackCall(List<Unspent> batch) implements StoreCall {
    @Override
    public void perform(LimitStore store) {
      store.giveBack(batch);
    }

    @Override
    public void succeed(long now) {
      // Nothing depends on it.
    }

    @Override
    public void fail() {
      // They count as used.
    }
  }
}
