package org.nexusauth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Grant.DebitedWindow;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.SubjectId;

/**
 * A limit store in memory, for tests of what shares limits: several nodes of one process use one
 * instance, and its clock is the store's. Closing it does nothing. Thread-safe.
 */
public final class MemoryLimitStore implements LimitStore {
  private static final Duration NODE_EXPIRY = Duration.ofSeconds(10);
  private static final int MIN_COUNTERS_TO_CLEAN = 10_000;

  private final Clock clock;
  private final Object lock = new Object();
  // Guarded by lock.
  private final Map<CounterId, Counter> counters = new HashMap<>();
  private final Map<String, Instant> nodes = new HashMap<>();
  private String generation = newGeneration();
  private int countersToClean = MIN_COUNTERS_TO_CLEAN;

  /** A key's counter of the windows of one length, whatever their quota is. */
  private record CounterId(SubjectId key, int windowSeconds) {}

  /** What is used of a window, which ends at a second. */
  private record Counter(long window, long end, long used) {}

  /**
   * Creates a store without use.
   *
   * @param clock the store's, by which windows begin and end
   */
  public MemoryLimitStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public List<Grant> take(List<Want> wants) {
    synchronized (lock) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      deleteEnded(now.getEpochSecond());
      List<Grant> grants = new ArrayList<>(wants.size());
      for (Want want : wants) {
        grants.add(grant(want, now));
      }
      return List.copyOf(grants);
    }
  }

  private Grant grant(Want want, Instant now) {
    List<LimitPolicy> policies = want.plan().policies();
    List<Counter> current = new ArrayList<>(policies.size());
    long tokens = want.tokens();
    for (int i = 0; i < policies.size(); i++) {
      Counter counter = readCounter(want.key(), policies.get(i), now.getEpochSecond());
      if (!want.spent().isEmpty()) {
        counter = debit(counter, want.spent().get(i));
      }
      current.add(counter);
      tokens = Math.min(tokens, Math.max(0, policies.get(i).quota() - counter.used));
    }
    List<DebitedWindow> windows = new ArrayList<>(policies.size());
    for (int i = 0; i < policies.size(); i++) {
      Counter debited = debit(current.get(i), tokens);
      counters.put(new CounterId(want.key(), policies.get(i).windowSeconds()), debited);
      windows.add(new DebitedWindow(debited.window, debited.used));
    }
    return new Grant(Math.toIntExact(tokens), windows, now, generation);
  }

  private static Counter debit(Counter counter, long tokens) {
    return new Counter(counter.window, counter.end, counter.used + tokens);
  }

  /** Returns the counter of the current window; the next one's where the clock was set back. */
  private Counter readCounter(SubjectId key, LimitPolicy policy, long second) {
    long window = policy.windowAt(second, key.high());
    Counter known = counters.get(new CounterId(key, policy.windowSeconds()));
    if (known != null && (known.window == window || known.window == window + 1)) {
      return known;
    }
    return new Counter(window, policy.endOf(window, key.high()), 0);
  }

  private void deleteEnded(long second) {
    if (counters.size() >= countersToClean) {
      counters.values().removeIf(counter -> counter.end <= second);
      countersToClean = Math.max(MIN_COUNTERS_TO_CLEAN, 2 * counters.size());
    }
  }

  @Override
  public void giveBack(List<Unspent> unspent) {
    synchronized (lock) {
      long second = clock.instant().getEpochSecond();
      for (Unspent one : unspent) {
        credit(one, second);
      }
    }
  }

  private void credit(Unspent unspent, long second) {
    List<LimitPolicy> policies = unspent.plan().policies();
    for (int i = 0; i < policies.size(); i++) {
      long window = unspent.windows().get(i);
      counters.computeIfPresent(
          new CounterId(unspent.key(), policies.get(i).windowSeconds()),
          (id, counter) -> {
            if (counter.window != window || counter.end <= second) {
              return counter;
            }
            long used = Math.max(0, counter.used - unspent.tokens());
            return new Counter(window, counter.end, used);
          });
    }
  }

  @Override
  public int announce(String node) {
    synchronized (lock) {
      Instant now = clock.instant();
      nodes.values().removeIf(announced -> announced.isBefore(now.minus(NODE_EXPIRY)));
      nodes.put(node, now);
      return nodes.size();
    }
  }

  /** Loses all counters and nodes, as an engine that is replaced by an empty one. */
  public void loseCounters() {
    synchronized (lock) {
      counters.clear();
      nodes.clear();
      countersToClean = MIN_COUNTERS_TO_CLEAN;
      generation = newGeneration();
    }
  }

  private static String newGeneration() {
    return UUID.randomUUID().toString();
  }

  /** Does nothing: other nodes may use the store. */
  @Override
  public void close() {}
}
