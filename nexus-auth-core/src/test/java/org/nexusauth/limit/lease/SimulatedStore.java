package org.nexusauth.limit.lease;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Grant.DebitedWindow;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.SubjectId;

/** A limit store in memory, by a clock of its own. Thread-safe. */
final class SimulatedStore implements LimitStore {
  private LongSupplier millis;
  private final Map<Counter, Long> used = new HashMap<>();
  private final Map<String, Long> nodes = new HashMap<>();
  private int generation;
  private int takes;
  private boolean closed;

  private record Counter(SubjectId key, int windowSeconds, long index) {}

  SimulatedStore(LongSupplier millis) {
    this.millis = millis;
  }

  /** Uses another clock from now on. */
  synchronized void readClock(LongSupplier clock) {
    millis = clock;
  }

  @Override
  public synchronized List<Grant> take(List<Want> wants) {
    takes++;
    List<Grant> grants = new ArrayList<>();
    long now = millis.getAsLong();
    for (Want want : wants) {
      grants.add(grant(want, now));
    }
    return grants;
  }

  private Grant grant(Want want, long now) {
    List<Counter> counters = new ArrayList<>();
    long tokens = want.tokens();
    for (int i = 0; i < want.plan().policies().size(); i++) {
      LimitPolicy policy = want.plan().policies().get(i);
      long index = policy.windowAt(Math.floorDiv(now, 1000L), want.key().high());
      Counter counter = new Counter(want.key(), policy.windowSeconds(), index);
      counters.add(counter);
      if (!want.spent().isEmpty()) {
        used.merge(counter, (long) want.spent().get(i), Long::sum);
      }
      tokens = Math.min(tokens, Math.max(0, policy.quota() - usedOf(counter)));
    }
    List<DebitedWindow> windows = new ArrayList<>();
    for (Counter counter : counters) {
      used.merge(counter, tokens, Long::sum);
      windows.add(new DebitedWindow(counter.index, usedOf(counter)));
    }
    return new Grant((int) tokens, windows, Instant.ofEpochMilli(now), "generation-" + generation);
  }

  private long usedOf(Counter counter) {
    return used.getOrDefault(counter, 0L);
  }

  @Override
  public synchronized void giveBack(List<Unspent> unspent) {
    long second = Math.floorDiv(millis.getAsLong(), 1000L);
    for (Unspent one : unspent) {
      for (int i = 0; i < one.windows().size(); i++) {
        LimitPolicy policy = one.plan().policies().get(i);
        long index = one.windows().get(i);
        if (policy.windowAt(second, one.key().high()) == index) {
          used.computeIfPresent(
              new Counter(one.key(), policy.windowSeconds(), index),
              (counter, value) -> Math.max(0, value - one.tokens()));
        }
      }
    }
  }

  @Override
  public synchronized int announce(String node) {
    long now = millis.getAsLong();
    nodes.put(node, now);
    nodes.values().removeIf(at -> at < now - 10_000);
    return nodes.size();
  }

  synchronized void loseCounters() {
    used.clear();
    nodes.clear();
    generation++;
  }

  /** Frees the memory of what is used, and says nothing of it. */
  synchronized void loseCountersOnly() {
    used.clear();
  }

  /** Returns what is used of the current window of a policy. */
  synchronized long usedOf(SubjectId key, LimitPolicy policy) {
    long index = policy.windowAt(Math.floorDiv(millis.getAsLong(), 1000L), key.high());
    return usedOf(new Counter(key, policy.windowSeconds(), index));
  }

  synchronized int takes() {
    return takes;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
