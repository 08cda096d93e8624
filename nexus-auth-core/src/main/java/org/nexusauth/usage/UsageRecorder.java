package org.nexusauth.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.event.AnswerEvent;
import org.nexusauth.event.AnswerListener;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * Counts answers to genuine keys, in memory, until they are drained. On the way of a request it
 * only adds to a cell. Thread-safe.
 */
final class UsageRecorder implements AnswerListener {
  /** How many keys are counted between two drains; requests of further ones are dropped. */
  static final int MAX_KEYS = 100_000;

  /** A power of two. More keys than this share slots, and are looked up by their name. */
  private static final int SLOTS = 16_384;

  private final Map<KeyId, KeyCell> cells = new ConcurrentHashMap<>();

  /** Cells by their keys' ids, so that a key that is seen again is found without its name. */
  private final AtomicReferenceArray<KeyCell> recent = new AtomicReferenceArray<>(SLOTS);

  private final DenialLog denials = new DenialLog();
  private final LongAdder dropped = new LongAdder();
  private final int maxKeys;

  UsageRecorder() {
    this(MAX_KEYS);
  }

  UsageRecorder(int maxKeys) {
    this.maxKeys = maxKeys;
  }

  @Override
  public void onAnswer(AnswerEvent event) {
    VerifiedApiKey key = event.key();
    KeyCell cell = recent.getAcquire(slotOf(key));
    if (cell == null || !cell.isOf(key) || !cell.count(event)) {
      cell = countByName(key, event);
    }
    if (cell != null && event.decision() instanceof Denied denied) {
      denials.add(cell.id(), denied, event);
    }
  }

  private static int slotOf(VerifiedApiKey key) {
    int hash = key.keyId().hashCode();
    return (hash ^ (hash >>> 16)) & (SLOTS - 1);
  }

  /** Returns the cell that has counted it; null if there was no room. */
  private @Nullable KeyCell countByName(VerifiedApiKey key, AnswerEvent event) {
    KeyId id = new KeyId(key.organizationId(), key.integrationId(), key.keyId());
    KeyCell cell;
    do {
      cell = cells.get(id);
      if (cell == null) {
        if (cells.size() >= maxKeys) {
          dropped.increment();
          return null;
        }
        cell = cells.computeIfAbsent(id, unknown -> new KeyCell(unknown, key));
      }
    } while (!cell.count(event)); // A drained cell is not in the map.
    recent.setRelease(slotOf(key), cell);
    return cell;
  }

  /** Returns what keys did since the last drain. Called by one thread at a time. */
  List<KeyMinute> drainMinutes() {
    List<KeyMinute> drained = new ArrayList<>();
    cells.forEach(
        (id, cell) -> {
          cells.remove(id, cell);
          drained.addAll(cell.drain());
        });
    return drained;
  }

  /** Returns the entries of the error log since the last drain. */
  List<DeniedRequest> drainDenials() {
    return denials.drain();
  }

  /** Returns how many requests were not counted since the last call, as there was no room. */
  long drainDropped() {
    return dropped.sumThenReset();
  }
}
