package org.nexusauth.management.use;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.ManagementStore;

/**
 * Has keys recorded that were issued elsewhere, when they are first seen. Each key is looked up
 * once in a process, as long as it is among the last 100,000. Used by one thread at a time.
 */
public final class FirstSeenKeys {
  private static final int MAX_KNOWN = 100_000;
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_LOOKED_UP = 500;

  /** So few that uses are written in time all the same: each is a transaction. */
  private static final int MAX_RECORDED = 50;

  private final ManagementStore records;
  private final Consumer<SeenKey> recording;
  private final Map<KeyRef, Boolean> known = new KnownKeys();
  private final Map<KeyRef, SeenKey> waiting = new LinkedHashMap<>();

  /** Forgets the key that was seen least recently. */
  private static final class KnownKeys extends LinkedHashMap<KeyRef, Boolean> {
    private static final long serialVersionUID = 1L;

    KnownKeys() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<KeyRef, Boolean> eldest) {
      return size() > MAX_KNOWN;
    }
  }

  /**
   * Makes one that knows no key.
   *
   * @param recording records a key that has no record; does nothing if it has one by then
   */
  public FirstSeenKeys(ManagementStore records, Consumer<SeenKey> recording) {
    this.records = records;
    this.recording = recording;
  }

  /** Adds keys to be looked up; those that do not fit are looked up when they are seen again. */
  public void addAll(List<SeenKey> seen) {
    for (SeenKey key : seen) {
      if (known.get(key.ref()) == null && waiting.size() < MAX_WAITING) {
        waiting.putIfAbsent(key.ref(), key);
      }
    }
  }

  /**
   * Looks some of the keys up, and has those recorded that have no record.
   *
   * @throws ManagementException of kind {@code UNAVAILABLE}: the keys are looked up again
   */
  public void recordUnknown() {
    List<SeenKey> batch = waiting.values().stream().limit(MAX_LOOKED_UP).toList();
    if (batch.isEmpty()) {
      return;
    }
    Set<KeyRef> unrecorded = findUnrecorded(batch);
    int recorded = 0;
    for (SeenKey key : batch) {
      if (!unrecorded.contains(key.ref())) {
        markKnown(key);
      } else if (recorded++ < MAX_RECORDED) {
        recordOne(key);
        markKnown(key);
      }
    }
  }

  private void markKnown(SeenKey key) {
    waiting.remove(key.ref());
    known.put(key.ref(), Boolean.TRUE);
  }

  private Set<KeyRef> findUnrecorded(List<SeenKey> batch) {
    List<KeyRef> refs = new ArrayList<>();
    batch.forEach(key -> refs.add(key.ref()));
    return records.read(
        reader ->
            refs.stream()
                .filter(ref -> reader.findApiKey(ref).isEmpty())
                .collect(Collectors.toSet()));
  }

  /** A key that cannot be recorded at all must not hold up the others. */
  private void recordOne(SeenKey key) {
    try {
      recording.accept(key);
    } catch (ManagementException e) {
      if (e.kind() == Kind.UNAVAILABLE) {
        throw e;
      }
    }
  }
}
