package org.nexusauth.management.alert.activity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.nexusauth.event.Outcome;
import org.nexusauth.management.alert.rule.HourHistory;
import org.nexusauth.management.alert.rule.KeyFacts;
import org.nexusauth.usage.store.DenialPage;
import org.nexusauth.usage.store.DenialQuery;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageReader;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageSeries;

/** Usage and facts of simulated keys. Knows what was read so far. */
final class SimulatedUsage implements UsageReader, ActivityLookup {
  final List<SimulatedKey> keys = new ArrayList<>();
  final Map<KeyId, Function<Instant, KeyFacts>> facts = new HashMap<>();

  /** The requests of each key by hours since the start. */
  private final Map<KeyId, long[]> hours = new HashMap<>();

  private final long start;
  private int readsUntilFailure = -1;
  private long counted;

  SimulatedUsage(Instant start) {
    this.start = start.getEpochSecond() / 60;
    this.counted = this.start;
  }

  void add(SimulatedKey key, Function<Instant, KeyFacts> factsAt) {
    keys.add(key);
    facts.put(key.id, factsAt);
    hours.put(key.id, new long[0]);
  }

  /** Fails once, after so many reads and in the middle of one. */
  void failAfter(int reads) {
    readsUntilFailure = reads;
  }

  @Override
  public void readMinutes(Instant from, Instant to, Consumer<KeyMinute> consumer) {
    boolean fails = readsUntilFailure-- == 0;
    for (long minute = from.getEpochSecond() / 60; minute < to.getEpochSecond() / 60; minute++) {
      for (SimulatedKey key : keys) {
        Map<Outcome, Long> requests = minute < start ? Map.of() : key.requestsIn(minute);
        if (!requests.isEmpty()) {
          if (minute >= counted) {
            count(key.id, minute, requests);
          }
          consumer.accept(
              new KeyMinute(key.id, Instant.ofEpochSecond(minute * 60), requests, Map.of()));
        }
      }
      counted = Math.max(counted, minute + 1);
      if (fails) {
        throw new IllegalStateException("the store does not answer");
      }
    }
  }

  private void count(KeyId key, long minute, Map<Outcome, Long> requests) {
    int hour = (int) (minute / 60 - start / 60);
    long[] sums = hours.get(key);
    if (sums.length <= hour) {
      sums = Arrays.copyOf(sums, hour + 100);
      hours.put(key, sums);
    }
    sums[hour] += requests.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public Instant completeUpTo(Instant now) {
    return now.minusSeconds(2);
  }

  @Override
  public Map<KeyId, KeyFacts> findFacts(Collection<KeyId> wanted, Instant now) {
    Map<KeyId, KeyFacts> found = new HashMap<>();
    wanted.forEach(key -> found.put(key, facts.get(key).apply(now)));
    return found;
  }

  @Override
  public HourHistory readHistory(KeyId key, Instant now) {
    long[] known = hours.get(key);
    int end = (int) (now.truncatedTo(ChronoUnit.HOURS).getEpochSecond() / 3_600 - start / 60) + 1;
    long[] last = new long[HourHistory.HOURS];
    for (int i = 0; i < last.length; i++) {
      int hour = end - last.length + i;
      last[i] = hour >= 0 && hour < known.length ? known[hour] : 0;
    }
    return HourHistory.ofHours(last);
  }

  @Override
  public UsageSeries readSeries(UsageScope scope, UsageRange range) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<UsageScope, UsageSeries> readSeries(Collection<UsageScope> scopes, UsageRange range) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<DetailCount> readDetails(
      UsageScope scope, UsageDetail.Kind kind, UsageRange range, int max) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DenialPage readDenials(DenialQuery query) {
    throw new UnsupportedOperationException();
  }
}
