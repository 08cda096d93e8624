package org.nexusauth.management.alert.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.KeyActivity;
import org.nexusauth.management.alert.rule.KeyFacts;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.UsageReader;

/**
 * Keeps in memory what keys did, and evaluates the rules. Call {@link #advance} and {@link
 * #evaluate} every 20 seconds or so, by one thread at a time; a new one reads the last 48 hours
 * again. A key takes about 2 KB, and its facts what they take; beyond {@link #MAX_KEYS} those are
 * forgotten that were used least recently.
 */
public final class ActivityTracker {
  /** How many keys are followed at most. */
  public static final int MAX_KEYS = 100_000;

  /** How many keys' facts an evaluation reads at most; the others follow in the next ones. */
  public static final int MAX_LOOKUPS = 2_000;

  private static final int MAX_MINUTES = 48 * 60;

  /** A silence is reported for 12 days: until then a key is followed. */
  private static final long MAX_IDLE_MINUTES = Duration.ofDays(13).toMinutes();

  private static final long BUSY_MINUTES = 60;
  private static final Duration FACTS_OF_BUSY_KEYS = Duration.ofMinutes(5);
  private static final Duration FACTS_OF_IDLE_KEYS = Duration.ofHours(1);

  private final AlertThresholds thresholds;
  private final int maxKeys;
  private final AlertRules rules;
  private final OutageCheck outages = new OutageCheck();

  /** By the time of the last use, that of long ago first. */
  private final Map<KeyId, TrackedKey> keys = new LinkedHashMap<>(16, 0.75f, true);

  /** The first minute since 1970 that has not been added; 0 before the first one. */
  private long next;

  private Instant completeUpTo = Instant.EPOCH;

  /** Creates a tracker that knows nothing yet. */
  public ActivityTracker(AlertThresholds thresholds) {
    this(thresholds, MAX_KEYS);
  }

  ActivityTracker(AlertThresholds thresholds, int maxKeys) {
    this.thresholds = thresholds;
    this.maxKeys = maxKeys;
    this.rules = new AlertRules(thresholds);
  }

  /**
   * Reads the minutes that are complete by now; after a start those of the last 48 hours.
   *
   * @throws org.nexusauth.usage.store.UsageStoreException when they cannot be read: try again, no
   *     minute is left out or counted twice
   */
  public void advance(UsageReader reader, Instant now) {
    Instant complete = reader.completeUpTo(now);
    if (complete.isAfter(now)) {
      complete = now;
    }
    long end = minuteOf(complete);
    if (next < end - MAX_MINUTES) {
      keys.clear();
      next = end - MAX_MINUTES;
    }
    while (next < end) {
      long to = Math.min(end, next + MinuteCounts.MAX_MINUTES);
      addMinutes(MinuteCounts.readBetween(reader, next, to), to);
    }
    // A clock that was set back waits for what it has seen.
    if (end == next) {
      boolean outage = outages.looksLikeOutage(markActive(reader, minuteOf(now) + 1));
      completeUpTo = complete;
      if (outage) {
        completeUpTo = Instant.ofEpochSecond(60 * end);
      }
    }
  }

  private static long minuteOf(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), 60L);
  }

  private void addMinutes(MinuteCounts counts, long to) {
    for (; next < to; next++) {
      long minute = next;
      int active = counts.keysIn(minute);
      boolean outage = outages.isOutage(active);
      for (KeyId key : counts.byKey().keySet()) {
        if (counts.countsOf(key, minute) != null) {
          keys.computeIfAbsent(key, id -> newKey(id, minute));
        }
      }
      keys.values().forEach(key -> key.addMinute(counts.countsOf(key.key(), minute), outage));
    }
    forgetKeys();
  }

  private TrackedKey newKey(KeyId key, long firstMinute) {
    return new TrackedKey(key, firstMinute - 1, thresholds.trafficDeviations());
  }

  private void forgetKeys() {
    keys.values().removeIf(key -> key.idleMinutes() > MAX_IDLE_MINUTES);
    var oldest = keys.values().iterator();
    while (keys.size() > maxKeys) {
      oldest.next();
      oldest.remove();
    }
  }

  /** Marks the keys that have requests in minutes that are not complete; returns how many. */
  private int markActive(UsageReader reader, long end) {
    long to = Math.min(end, next + MinuteCounts.MAX_MINUTES);
    Set<KeyId> active = MinuteCounts.readBetween(reader, next, to).byKey().keySet();
    for (KeyId id : active) {
      TrackedKey key = keys.get(id);
      if (key != null) {
        key.markActive();
      }
    }
    return active.size();
  }

  /**
   * Follows a key although it may not have been used in the last 48 hours: after a start, one whose
   * silence is an open alert. Call it after the first {@link #advance}.
   */
  public void follow(KeyId key) {
    keys.computeIfAbsent(key, id -> newKey(id, next));
  }

  /**
   * Returns what the rules about the activity of keys find now.
   *
   * @throws RuntimeException what the lookup throws: try again, nothing is lost
   */
  public List<Finding> evaluate(ActivityLookup lookup, Instant now) {
    readFacts(lookup, now);
    List<Finding> findings = new ArrayList<>();
    for (TrackedKey key : keys.values()) {
      KeyActivity activity = key.activityAt(now, completeUpTo, lookup);
      if (activity != null) {
        findings.addAll(rules.evaluateActivity(activity));
      }
    }
    return findings;
  }

  private void readFacts(ActivityLookup lookup, Instant now) {
    List<TrackedKey> outdated =
        keys.values().stream()
            .filter(key -> !key.hasFactsSince(now.minus(validityOfFacts(key))))
            .sorted(Comparator.comparing(TrackedKey::factsAt))
            .limit(MAX_LOOKUPS)
            .toList();
    if (outdated.isEmpty()) {
      return;
    }
    Map<KeyId, KeyFacts> found =
        lookup.findFacts(outdated.stream().map(TrackedKey::key).toList(), now);
    for (TrackedKey key : outdated) {
      key.setFacts(found.getOrDefault(key.key(), KeyFacts.unrecorded(key.key())), now);
    }
  }

  private static Duration validityOfFacts(TrackedKey key) {
    if (key.idleMinutes() <= BUSY_MINUTES) {
      return FACTS_OF_BUSY_KEYS;
    }
    return FACTS_OF_IDLE_KEYS;
  }

  /**
   * Returns what the rules find of the record of a key: that it ends soon, that it is not used.
   * They need no activity: evaluate them for what queries of records find, every few minutes.
   */
  public List<Finding> evaluateRecord(KeyFacts facts, Instant now) {
    return rules.evaluateRecord(facts, now);
  }

  /** Returns how many keys are followed. */
  public int size() {
    return keys.size();
  }
}
