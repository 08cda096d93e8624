package org.nexusauth.management.alert.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.rule.HourHistory;
import org.nexusauth.management.alert.rule.KeyActivity;
import org.nexusauth.management.alert.rule.KeyFacts;
import org.nexusauth.management.alert.rule.OutcomeGroup;
import org.nexusauth.management.alert.rule.RequestWindow;
import org.nexusauth.management.alert.rule.TrafficLevel;
import org.nexusauth.management.alert.rule.TrafficLevel.LevelChange;
import org.nexusauth.management.alert.rule.TrafficLevel.Pauses;
import org.nexusauth.management.alert.rule.traffic.TrafficChangeDetector;
import org.nexusauth.usage.store.KeyId;

/** What one key did: about 1.5 KB without its facts. Not thread-safe. */
final class TrackedKey {
  private static final int MINUTES_A_DAY = 1_440;

  /** In which share of the minutes a steady key has requests. */
  private static final double STEADY_SHARE = 0.9;

  /** Of fewer it is not known. */
  private static final int MIN_MINUTES = 30;

  private final KeyId key;
  private final RequestWindow requests;
  private final TrafficChangeDetector detector;
  private final RecentMaximum peaks = new RecentMaximum();
  private final RecentMaximum pauses = new RecentMaximum();
  private double activeShare;

  /** As they were in the last minute with requests in which traffic had not changed. */
  private double variation = Double.POSITIVE_INFINITY;

  private double usual;

  private long changeMinute;
  private long lastActive;

  /** How many minutes have passed since the last one with requests, without outage ones. */
  private int quietMinutes;

  /** Whether there are requests in a minute that is not complete. */
  private boolean activeNow;

  private @Nullable KeyFacts facts;
  private Instant factsAt = Instant.MIN;
  private @Nullable HourHistory history;
  private Instant historyHour = Instant.MIN;

  /** Starts before the first minute of a key with requests. */
  TrackedKey(KeyId key, long minuteBefore, double deviations) {
    this.key = key;
    this.requests = new RequestWindow(minuteBefore);
    this.detector = new TrafficChangeDetector(deviations, MINUTES_A_DAY);
    this.lastActive = minuteBefore;
  }

  KeyId key() {
    return key;
  }

  /**
   * Adds the next complete minute.
   *
   * @param counts requests by the places of groups; null for none
   * @param outage whether nearly all keys had no requests, so that this says nothing of this key
   */
  void addMinute(int @Nullable [] counts, boolean outage) {
    requests.beginMinute();
    activeNow = false;
    int total = 0;
    if (counts != null) {
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          requests.addRequests(OutcomeGroup.at(i), counts[i]);
          total += counts[i];
        }
      }
    }
    if (total > 0 || !outage) {
      addTotal(total);
    }
  }

  private void addTotal(int total) {
    long minute = requests.lastMinute();
    detector.add(total);
    if (detector.hasDetected()) {
      changeMinute = minute;
    }
    peaks.add(minute, detector.current());
    activeShare += ((total > 0 ? 1 : 0) - activeShare) / detector.points();
    if (total == 0) {
      quietMinutes++;
      return;
    }
    pauses.add(minute, quietMinutes);
    quietMinutes = 0;
    lastActive = minute;
    if (!detector.isChanged()) {
      usual = detector.usual();
      variation = currentVariation();
    }
  }

  private double currentVariation() {
    if (activeShare < STEADY_SHARE || detector.points() < MIN_MINUTES) {
      return Double.POSITIVE_INFINITY;
    }
    return detector.deviation() / detector.usual();
  }

  /** Notes that there are requests in a minute that is not complete. */
  void markActive() {
    activeNow = true;
  }

  /** Returns how many minutes ago the last minute with requests was. */
  long idleMinutes() {
    return requests.lastMinute() - lastActive;
  }

  boolean hasFactsSince(Instant instant) {
    return !factsAt.isBefore(instant);
  }

  Instant factsAt() {
    return factsAt;
  }

  void setFacts(KeyFacts current, Instant now) {
    facts = current;
    factsAt = now;
  }

  /** Returns what rules look at; null while the facts are not known. */
  @Nullable KeyActivity activityAt(Instant now, Instant completeUpTo, ActivityLookup lookup) {
    if (facts == null) {
      return null;
    }
    TrafficLevel level = levelAt(completeUpTo);
    if (usual == 0) {
      level = levelOfUnused(facts, historyAt(now, lookup), completeUpTo);
    }
    return new KeyActivity(now, requests, level, () -> historyAt(now, lookup), facts);
  }

  /** Of a key that has had no request since it is followed, by what is recorded of it. */
  private static TrafficLevel levelOfUnused(
      KeyFacts facts, HourHistory history, Instant completeUpTo) {
    Duration quiet = Duration.ZERO;
    Instant lastUse = completeUpTo;
    if (facts.use() != null) {
      lastUse = facts.use().lastAt();
      quiet = Duration.between(lastUse, completeUpTo);
    }
    return new TrafficLevel(
        0,
        history.averageHour() / 60,
        Double.POSITIVE_INFINITY,
        TrafficChangeDetector.WINDOW,
        0,
        new Pauses(Duration.ZERO, quiet, lastUse),
        null);
  }

  private HourHistory historyAt(Instant now, ActivityLookup lookup) {
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    if (history == null || !historyHour.equals(hour)) {
      history = lookup.readHistory(key, now);
      historyHour = hour;
    }
    return history;
  }

  private TrafficLevel levelAt(Instant completeUpTo) {
    long minute = requests.lastMinute();
    LevelChange change = null;
    double compared = usual;
    if (detector.isChanged()) {
      change = new LevelChange(detector.isUp(), startOf(changeMinute));
      compared = detector.usual();
    }
    return new TrafficLevel(
        detector.current(),
        compared,
        variation,
        detector.points(),
        peaks.before(minute),
        pausesAt(completeUpTo),
        change);
  }

  private Pauses pausesAt(Instant completeUpTo) {
    long minute = requests.lastMinute();
    Duration quiet = Duration.ZERO;
    if (!activeNow) {
      Duration running = Duration.between(startOf(minute + 1), completeUpTo);
      quiet = Duration.ofMinutes(quietMinutes);
      if (!running.isNegative()) {
        quiet = quiet.plus(running);
      }
    }
    Duration longest = Duration.ofMinutes((long) pauses.upTo(minute));
    return new Pauses(longest, quiet, startOf(lastActive + 1));
  }

  private static Instant startOf(long minute) {
    return Instant.ofEpochSecond(minute * 60);
  }
}
