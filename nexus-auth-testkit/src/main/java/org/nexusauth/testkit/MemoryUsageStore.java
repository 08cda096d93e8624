package org.nexusauth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.UsageRetention;
import org.nexusauth.event.Outcome;
import org.nexusauth.usage.store.DenialPage;
import org.nexusauth.usage.store.DenialQuery;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageSeries;
import org.nexusauth.usage.store.UsageStore;

/**
 * A usage store in memory, for tests of what counts or reads usage: several nodes of one process
 * use one instance. Closing it does nothing. Thread-safe.
 */
public final class MemoryUsageStore implements UsageStore {
  private static final Duration LIVE = Duration.ofMinutes(1);

  // Guarded by this.
  private final Map<KeyId, TreeMap<Instant, Counts>> minutes = new HashMap<>();
  private final Map<String, Writer> writers = new HashMap<>();
  private final List<NumberedDenial> denials = new ArrayList<>();
  private long denialNumber;
  private final Clock clock;

  /** What a node has written. */
  private record Writer(long number, Instant completeUpTo, Instant wroteAt) {}

  /** An entry of the error log; among those of one instant the later is the newer. */
  private record NumberedDenial(Instant at, long number, DeniedRequest denial)
      implements Comparable<NumberedDenial> {
    @Override
    public int compareTo(NumberedDenial other) {
      int byTime = at.compareTo(other.at);
      if (byTime != 0) {
        return byTime;
      }
      return Long.compare(number, other.number);
    }

    String toCursor() {
      return at + "/" + number;
    }

    boolean isOlderThan(Position last) {
      return at.isBefore(last.at) || (at.equals(last.at) && number < last.number);
    }
  }

  /** Where a page ends. */
  private record Position(Instant at, long number) {
    private static final Pattern CURSOR = Pattern.compile("([^/]{1,40})/([0-9]{1,18})");
    private static final Position START = new Position(Instant.MAX, 0);

    static Position parse(@Nullable String cursor) {
      if (cursor == null) {
        return START;
      }
      Matcher parts = CURSOR.matcher(cursor);
      if (!parts.matches()) {
        throw new IllegalArgumentException("no cursor of a page");
      }
      try {
        return new Position(Instant.parse(parts.group(1)), Long.parseLong(parts.group(2)));
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException("no cursor of a page", e);
      }
    }
  }

  /** What a key did in a minute, an hour or a day. */
  private record Counts(Map<Outcome, Long> outcomes, Map<UsageDetail, RequestCounts> details) {
    Counts() {
      this(new HashMap<>(), new HashMap<>());
    }

    void add(Map<Outcome, Long> moreOutcomes, Map<UsageDetail, RequestCounts> moreDetails) {
      moreOutcomes.forEach((outcome, number) -> outcomes.merge(outcome, number, Long::sum));
      moreDetails.forEach((detail, more) -> details.merge(detail, more, RequestCounts::plus));
    }
  }

  /** Makes a store in which there is nothing. */
  public MemoryUsageStore() {
    this(Clock.systemUTC());
  }

  /**
   * Makes a store in which there is nothing.
   *
   * @param clock by which nodes write
   */
  public MemoryUsageStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void write(UsageBatch batch) {
    Writer last = writers.get(batch.node());
    if (last != null && batch.number() <= last.number()) {
      return;
    }
    writers.put(batch.node(), new Writer(batch.number(), batch.completeUpTo(), clock.instant()));
    for (KeyMinute minute : batch.minutes()) {
      countsAt(minute.key(), minute.minute()).add(minute.outcomes(), minute.details());
    }
    for (DeniedRequest denial : batch.denials()) {
      denials.add(new NumberedDenial(denial.at(), denialNumber, denial));
      denialNumber++;
    }
  }

  private Counts countsAt(KeyId key, Instant start) {
    return minutes
        .computeIfAbsent(key, unknown -> new TreeMap<>())
        .computeIfAbsent(start, unknown -> new Counts());
  }

  @Override
  public synchronized boolean maintain(Instant now, UsageRetention retention) {
    for (Map.Entry<KeyId, TreeMap<Instant, Counts>> entry : minutes.entrySet()) {
      rollUp(entry.getValue(), now.minus(retention.minutes()), Duration.ofHours(1));
      rollUp(entry.getValue(), now.minus(retention.hours()), Duration.ofDays(1));
      entry.getValue().headMap(now.minus(retention.days())).clear();
    }
    minutes.values().removeIf(TreeMap::isEmpty);
    denials.removeIf(denial -> denial.at().isBefore(now.minus(retention.denials())));
    return true;
  }

  /** Moves what is before an instant to the start of its hour or day. */
  private static void rollUp(NavigableMap<Instant, Counts> counts, Instant before, Duration unit) {
    Instant end = startOf(before, unit);
    Map<Instant, Counts> old = new LinkedHashMap<>(counts.headMap(end, false));
    counts.headMap(end, false).clear();
    old.forEach(
        (start, one) ->
            counts
                .computeIfAbsent(startOf(start, unit), unknown -> new Counts())
                .add(one.outcomes(), one.details()));
  }

  private static Instant startOf(Instant at, Duration unit) {
    return Instant.ofEpochSecond(
        Math.floorDiv(at.getEpochSecond(), unit.toSeconds()) * unit.toSeconds());
  }

  @Override
  public synchronized UsageSeries readSeries(UsageScope scope, UsageRange range) {
    Map<Outcome, Long[]> sums = new HashMap<>();
    forEachIn(
        scope,
        range,
        (start, counts) -> {
          int step =
              (int) (Duration.between(range.from(), start).toSeconds() / range.step().toSeconds());
          counts
              .outcomes()
              .forEach(
                  (outcome, number) ->
                      sums.computeIfAbsent(outcome, unknown -> zeros(range.steps()))[step] +=
                          number);
        });
    Map<Outcome, List<Long>> requests = new HashMap<>();
    sums.forEach((outcome, numbers) -> requests.put(outcome, List.of(numbers)));
    return new UsageSeries(range, requests);
  }

  private static Long[] zeros(int length) {
    Long[] zeros = new Long[length];
    Arrays.fill(zeros, 0L);
    return zeros;
  }

  private void forEachIn(UsageScope scope, UsageRange range, BiConsumer<Instant, Counts> consumer) {
    minutes.forEach(
        (key, counts) -> {
          if (isIn(scope, key)) {
            counts.subMap(range.from(), range.to()).forEach(consumer);
          }
        });
  }

  private static boolean isIn(UsageScope scope, KeyId key) {
    return scope.organizationId().equals(key.organizationId())
        && (scope.integrationId() == null || scope.integrationId().equals(key.integrationId()))
        && (scope.keyId() == null || scope.keyId().equals(key.keyId()));
  }

  @Override
  public synchronized Map<UsageScope, UsageSeries> readSeries(
      Collection<UsageScope> scopes, UsageRange range) {
    Map<UsageScope, UsageSeries> all = new LinkedHashMap<>();
    scopes.forEach(scope -> all.put(scope, readSeries(scope, range)));
    return all;
  }

  @Override
  public synchronized List<DetailCount> readDetails(
      UsageScope scope, UsageDetail.Kind kind, UsageRange range, int max) {
    Map<String, DetailCount> sums = new HashMap<>();
    forEachIn(
        scope,
        range,
        (start, counts) ->
            counts
                .details()
                .forEach(
                    (detail, more) -> {
                      if (detail.kind() == kind) {
                        sums.merge(
                            detail.value(),
                            new DetailCount(
                                detail.value(), more, startOf(start, Duration.ofHours(1))),
                            MemoryUsageStore::plus);
                      }
                    }));
    return sums.values().stream()
        .sorted(
            Comparator.comparingLong((DetailCount one) -> -one.counts().requests())
                .thenComparing(DetailCount::value))
        .limit(max)
        .toList();
  }

  private static DetailCount plus(DetailCount a, DetailCount b) {
    Instant first = a.firstAt().isBefore(b.firstAt()) ? a.firstAt() : b.firstAt();
    return new DetailCount(a.value(), a.counts().plus(b.counts()), first);
  }

  @Override
  public synchronized DenialPage readDenials(DenialQuery query) {
    Position last = Position.parse(query.after());
    List<NumberedDenial> found =
        denials.stream()
            .filter(one -> isWanted(query, one.denial()))
            .sorted(Comparator.reverseOrder())
            .filter(one -> one.isOlderThan(last))
            .toList();
    List<NumberedDenial> page = found.subList(0, Math.min(found.size(), query.max()));
    String next = null;
    if (found.size() > page.size()) {
      next = page.get(page.size() - 1).toCursor();
    }
    return new DenialPage(page.stream().map(NumberedDenial::denial).toList(), next);
  }

  private static boolean isWanted(DenialQuery query, DeniedRequest denial) {
    return isIn(query.scope(), denial.key())
        && (query.reasons().isEmpty() || query.reasons().contains(denial.reason()))
        && !denial.at().isBefore(query.from())
        && denial.at().isBefore(query.to())
        && isOf(query.requestId(), denial);
  }

  private static boolean isOf(@Nullable String requestId, DeniedRequest denial) {
    return requestId == null || Objects.equals(requestId, denial.requestId());
  }

  @Override
  public void readMinutes(Instant from, Instant to, Consumer<KeyMinute> consumer) {
    List<KeyMinute> found = new ArrayList<>();
    synchronized (this) {
      minutes.forEach(
          (key, counts) ->
              counts
                  .subMap(from, to)
                  .forEach(
                      (start, one) ->
                          found.add(new KeyMinute(key, start, one.outcomes(), Map.of()))));
    }
    found.forEach(consumer);
  }

  @Override
  public synchronized Instant completeUpTo(Instant now) {
    return writers.values().stream()
        .filter(writer -> !writer.wroteAt().isBefore(clock.instant().minus(LIVE)))
        .map(Writer::completeUpTo)
        .min(Comparator.naturalOrder())
        .orElse(now);
  }

  @Override
  public void close() {
    // The nodes of a test may use it still.
  }
}
