package org.nexusauth.management.use;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.internal.ClientVersionText;
import org.nexusauth.internal.NetworkPrefix;
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

  private static final long MICROS = 1_000_000;
  private static final int NANOS_A_MICRO = 1_000;

  /** A power of two. More keys than this share slots, and are looked up by their name. */
  private static final int SLOTS = 16_384;

  private final Map<KeyRef, Cell> cells = new ConcurrentHashMap<>();

  /**
   * Cells by their keys' ids, so that a key that is seen again is found without a name to look it
   * up by. Written by request threads, without a lock: a slot that another key took costs a look-up
   * alone.
   */
  private final AtomicReferenceArray<Cell> recent = new AtomicReferenceArray<>(SLOTS);

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
   * What was seen of one key. Request threads write the other fields, then read {@code drained};
   * the draining thread writes {@code drained}, then reads the others. So one of the two threads
   * notices the other, and no use is lost. The event itself is not kept: it may be allocated for
   * this alone.
   */
  private static final class Cell {
    final VerifiedApiKey key;
    final AtomicLong firstMicros;
    final AtomicLong lastMicros;
    volatile @Nullable String address;
    volatile @Nullable String clientVersion;
    volatile boolean drained;

    Cell(VerifiedApiKey key, long atMicros, @Nullable String address, @Nullable String version) {
      this.key = key;
      this.firstMicros = new AtomicLong(atMicros);
      this.lastMicros = new AtomicLong(atMicros);
      this.address = address;
      this.clientVersion = version;
    }

    /** Returns false if it came too late for the drain. */
    boolean update(long atMicros, @Nullable String sender, @Nullable String version) {
      long last = lastMicros.get();
      while (atMicros > last) {
        if (lastMicros.compareAndSet(last, atMicros)) {
          updateTexts(sender, version);
        }
        last = lastMicros.get();
      }
      updateFirst(atMicros);
      return !drained;
    }

    /** The thread that was faster may have had the later request. */
    private void updateFirst(long atMicros) {
      long first = firstMicros.get();
      while (atMicros < first && !firstMicros.compareAndSet(first, atMicros)) {
        first = firstMicros.get();
      }
    }

    /** Most requests have the same texts as the one before; a read is cheaper than a write. */
    private void updateTexts(@Nullable String sender, @Nullable String version) {
      if (!Objects.equals(sender, address)) {
        address = sender;
      }
      if (version != null && !version.equals(clientVersion)) {
        clientVersion = version;
      }
    }
  }

  /** Remembers the key of a grant. Short, so that the event may never be allocated. */
  @Override
  public void onDecision(DecisionEvent event) {
    if (event.decision() instanceof Granted granted) {
      VerifiedApiKey key = granted.key();
      long atMicros = toMicros(event.at());
      Cell cell = recent.getAcquire(slotOf(key));
      if (cell == null
          || cell.key != key
          || !cell.update(atMicros, event.remoteAddress(), event.clientVersion())) {
        recordByName(key, atMicros, event.remoteAddress(), event.clientVersion());
      }
    }
  }

  private static int slotOf(VerifiedApiKey key) {
    int hash = key.keyId().hashCode();
    return (hash ^ (hash >>> 16)) & (SLOTS - 1);
  }

  private void recordByName(
      VerifiedApiKey key, long atMicros, @Nullable String address, @Nullable String version) {
    KeyRef ref = refOf(key);
    Cell cell;
    do {
      cell = cells.get(ref);
      if (cell == null) {
        if (cells.size() >= maxKeys) {
          skipped.increment();
          return;
        }
        cell = cells.computeIfAbsent(ref, unknown -> new Cell(key, atMicros, address, version));
      }
    } while (!cell.update(atMicros, address, version)); // A drained cell is not in the map.
    recent.setRelease(slotOf(key), cell);
  }

  /** Returns the keys that were used since the last drain. Called by one thread at a time. */
  public List<SeenKey> drainSeenKeys() {
    List<SeenKey> seen = new ArrayList<>(cells.size());
    cells.forEach(
        (ref, cell) -> {
          cells.remove(ref, cell);
          cell.drained = true;
          recent.compareAndSet(slotOf(cell.key), cell, null);
          seen.add(describe(ref, cell));
        });
    return seen;
  }

  /** Returns how many grants were not remembered since the last call, as there were more keys. */
  public long drainSkippedCount() {
    return skipped.sumThenReset();
  }

  private static SeenKey describe(KeyRef ref, Cell cell) {
    KeyUse use =
        new KeyUse(
            fromMicros(cell.firstMicros.get()),
            fromMicros(cell.lastMicros.get()),
            NetworkPrefix.ofAddress(cell.address),
            ClientVersionText.sanitize(cell.clientVersion));
    return new SeenKey(ref, cell.key, use);
  }

  private static long toMicros(Instant at) {
    return at.getEpochSecond() * MICROS + at.getNano() / NANOS_A_MICRO;
  }

  private static Instant fromMicros(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static KeyRef refOf(VerifiedApiKey key) {
    return new KeyRef(key.organizationId(), key.integrationId(), key.keyId());
  }
}
