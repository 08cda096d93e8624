package org.nexusauth.management.use;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Remembers which keys were granted requests, in memory, until they are drained. On the way of a
 * request it only updates a map. Thread-safe.
 */
public final class KeyUseRecorder implements DecisionListener {
  /** How many keys are remembered between two drains; further ones are counted. */
  public static final int MAX_KEYS = 100_000;

  private final Map<KeyRef, Cell> cells = new ConcurrentHashMap<>();
  private final LongAdder skipped = new LongAdder();

  private final int maxKeys;

  /** Makes a recorder that has seen nothing. */
  public KeyUseRecorder() {
    this(MAX_KEYS);
  }

  KeyUseRecorder(int maxKeys) {
    this.maxKeys = maxKeys;
  }

  /**
   * What was seen of one key. Request threads write {@code last} and {@code clientVersion}, then
   * read {@code drained}; the draining thread writes {@code drained}, then reads the others. All
   * are volatile, so one of the two threads notices the other, and no use is lost.
   */
  private static final class Cell {
    final Instant firstAt;
    volatile DecisionEvent last;
    volatile @Nullable String clientVersion;
    volatile boolean drained;

    Cell(DecisionEvent first) {
      firstAt = first.at();
      last = first;
      clientVersion = first.clientVersion();
    }

    /** Returns false if it came too late for the drain. */
    boolean update(DecisionEvent event) {
      if (!event.at().isBefore(last.at())) {
        last = event;
        updateClientVersion(event.clientVersion());
      }
      return !drained;
    }

    /** Most clients send the same one each time; a read is cheaper than a write. */
    private void updateClientVersion(@Nullable String sent) {
      if (sent != null && !sent.equals(clientVersion)) {
        clientVersion = sent;
      }
    }
  }

  /** Remembers the key of a grant. */
  @Override
  public void onDecision(DecisionEvent event) {
    if (!(event.decision() instanceof Granted granted)) {
      return;
    }
    KeyRef ref = refOf(granted.key());
    boolean recorded;
    do {
      Cell cell = cells.get(ref);
      if (cell == null) {
        if (cells.size() >= maxKeys) {
          skipped.increment();
          return;
        }
        cell = cells.computeIfAbsent(ref, unknown -> new Cell(event));
      }
      recorded = cell.update(event); // A drained cell is no longer in the map.
    } while (!recorded);
  }

  /** Returns the keys that were used since the last drain. Called by one thread at a time. */
  public List<SeenKey> drainSeenKeys() {
    List<SeenKey> seen = new ArrayList<>(cells.size());
    for (Map.Entry<KeyRef, Cell> entry : cells.entrySet()) {
      Cell cell = entry.getValue();
      cells.remove(entry.getKey(), cell);
      cell.drained = true;
      seen.add(describe(entry.getKey(), cell));
    }
    return seen;
  }

  /** Returns how many grants were not remembered since the last call, as there were more keys. */
  public long drainSkippedCount() {
    return skipped.sumThenReset();
  }

  private static SeenKey describe(KeyRef ref, Cell cell) {
    DecisionEvent last = cell.last;
    KeyUse use =
        new KeyUse(
            cell.firstAt.truncatedTo(ChronoUnit.MICROS),
            last.at().truncatedTo(ChronoUnit.MICROS),
            NetworkPrefix.ofAddress(last.remoteAddress()),
            ClientVersionText.sanitize(cell.clientVersion));
    return new SeenKey(ref, ((Granted) last.decision()).key(), use);
  }

  private static KeyRef refOf(VerifiedApiKey key) {
    return new KeyRef(key.organizationId(), key.integrationId(), key.keyId());
  }
}
