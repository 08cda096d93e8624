package org.nexusauth.usage;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.Log;
import org.nexusauth.internal.SafeMessage;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageStore;
import org.nexusauth.usage.store.UsageStoreException;

/**
 * Writes what a recorder has counted, in numbered batches. A batch whose writing failed may be in
 * the store all the same, so it is written again as it is, and what is counted meanwhile waits.
 * Used by one thread at a time, but for {@link #health}.
 */
final class UsageWriter {
  /** How many keys and minutes a batch has at most. */
  static final int BATCH = 5_000;

  /** A node that has nothing to say says so after so many seconds. */
  private static final long HEARTBEAT_SECONDS = 5;

  private static final int MAX_DENIALS = 1_000;

  private final UsageRecorder recorder;
  private final UsageStore store;
  private final Clock clock;
  private final PendingUsage pending;
  private final String node = UUID.randomUUID().toString();
  private final List<DeniedRequest> denials = new ArrayList<>();
  private @Nullable UsageBatch unwritten;
  private Instant drainedAt;
  private Instant wroteAt = Instant.EPOCH;
  private long nextNumber = 1;
  private long droppedUnreported;
  private boolean dropping;
  private boolean failing;
  private volatile UsageHealth health;

  UsageWriter(UsageRecorder recorder, UsageStore store, Clock clock) {
    this(recorder, store, clock, PendingUsage.MAX_ROWS);
  }

  UsageWriter(UsageRecorder recorder, UsageStore store, Clock clock, int maxRows) {
    this.recorder = recorder;
    this.store = store;
    this.clock = clock;
    this.pending = new PendingUsage(maxRows);
    this.drainedAt = clock.instant();
    this.health = new UsageHealth(drainedAt, 0, 0, 0, false);
  }

  UsageHealth health() {
    return health;
  }

  /** Takes what is counted, and writes all that waits, if the store answers. */
  void flush() {
    Instant completeUpTo = drain();
    try {
      while (unwritten != null || hasMore()) {
        if (unwritten == null) {
          unwritten = nextBatch(completeUpTo);
        }
        store.write(unwritten);
        noteWritten(unwritten);
        unwritten = null;
      }
      if (failing) {
        failing = false;
        Log.usageStoreAvailable();
      }
    } catch (RuntimeException e) { // The port's edge: what was not written is kept.
      if (!failing) {
        failing = true;
        Log.usageStoreUnavailable(describe(e));
      }
    }
    updateHealth(health.writtenUpTo(), 0, 0);
  }

  /** Returns how many rows are counted and not written. */
  long unwrittenRows() {
    return pending.rows() + rowsOf(unwritten);
  }

  private static long rowsOf(@Nullable UsageBatch batch) {
    if (batch == null) {
      return 0;
    }
    return batch.minutes().stream().mapToLong(m -> m.outcomes().size() + m.details().size()).sum();
  }

  /**
   * Takes what is counted. A request that ends now may be counted a moment later, so all is there
   * only up to the time of the last call.
   */
  private Instant drain() {
    Instant completeUpTo = drainedAt;
    drainedAt = clock.instant();
    long dropped = pending.addAll(recorder.drainMinutes()) + recorder.drainDropped();
    List<DeniedRequest> denied = recorder.drainDenials();
    denials.addAll(denied.subList(0, Math.min(denied.size(), MAX_DENIALS - denials.size())));
    if (dropped > 0 && !dropping) {
      Log.usageDropped(dropped);
    }
    dropping = dropped > 0;
    droppedUnreported += dropped;
    updateHealth(health.writtenUpTo(), 0, dropped);
    return completeUpTo;
  }

  private boolean hasMore() {
    return !pending.isEmpty()
        || !denials.isEmpty()
        || droppedUnreported > 0
        || !clock.instant().isBefore(wroteAt.plusSeconds(HEARTBEAT_SECONDS));
  }

  /** Only the last batch makes what is counted complete. */
  private UsageBatch nextBatch(Instant completeUpTo) {
    List<KeyMinute> minutes = pending.take(BATCH);
    UsageBatch batch =
        new UsageBatch(
            node,
            nextNumber,
            pending.isEmpty() ? completeUpTo : health.writtenUpTo(),
            minutes,
            denials,
            droppedUnreported);
    nextNumber++;
    denials.clear();
    droppedUnreported = 0;
    return batch;
  }

  private void noteWritten(UsageBatch batch) {
    wroteAt = clock.instant();
    long requests =
        batch.minutes().stream()
            .flatMap(minute -> minute.outcomes().values().stream())
            .mapToLong(Long::longValue)
            .sum();
    updateHealth(batch.completeUpTo(), requests, 0);
  }

  private void updateHealth(Instant writtenUpTo, long written, long dropped) {
    UsageHealth last = health;
    health =
        new UsageHealth(
            writtenUpTo,
            unwrittenRows(),
            last.written() + written,
            last.dropped() + dropped,
            failing);
  }

  /** A store's own exception has a text for logs; that of any other may quote anything. */
  private static String describe(RuntimeException e) {
    if (e instanceof UsageStoreException) {
      return String.valueOf(e.getMessage());
    }
    return SafeMessage.describe(e);
  }
}
