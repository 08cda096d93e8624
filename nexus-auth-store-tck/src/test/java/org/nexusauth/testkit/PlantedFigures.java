package org.nexusauth.testkit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.event.Outcome;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageSeries;

/** Reads figures wrongly. */
final class PlantedFigures {
  private final UsageBug bug;
  private final MemoryUsageStore rows;

  PlantedFigures(UsageBug bug, MemoryUsageStore rows) {
    this.bug = bug;
    this.rows = rows;
  }

  UsageSeries readSeries(UsageScope wanted, UsageRange range) {
    UsageScope scope = PlantedUsage.mixed(bug, wanted);
    if (bug == UsageBug.GIVES_A_KEY_ALL_REQUESTS && scope.keyId() != null) {
      scope = new UsageScope(scope.organizationId(), scope.integrationId(), null);
    }
    UsageSeries good = rows.readSeries(scope, range);
    if (bug == UsageBug.LEAVES_OUT_THE_START) {
      return plant(range, good, List.of());
    }
    if (bug == UsageBug.INCLUDES_THE_END) {
      UsageRange end = new UsageRange(range.to(), range.to().plus(range.step()), range.step());
      return plant(range, good, List.of(rows.readSeries(scope, end)));
    }
    return good;
  }

  /** Empties the first step, or adds to the last one. */
  private static UsageSeries plant(UsageRange range, UsageSeries good, List<UsageSeries> end) {
    Map<Outcome, List<Long>> planted = new HashMap<>();
    good.requests()
        .forEach(
            (outcome, steps) -> {
              List<Long> wrong = new ArrayList<>(steps);
              if (end.isEmpty()) {
                wrong.set(0, 0L);
              }
              for (UsageSeries more : end) {
                int last = wrong.size() - 1;
                wrong.set(last, wrong.get(last) + more.totals().getOrDefault(outcome, 0L));
              }
              planted.put(outcome, wrong);
            });
    return new UsageSeries(range, planted);
  }

  List<DetailCount> readDetails(
      UsageScope scope, UsageDetail.Kind kind, UsageRange range, int max) {
    return switch (bug) {
      case SORTS_DETAILS_BY_NAME ->
          rows.readDetails(scope, kind, range, 1_000).stream()
              .sorted(Comparator.comparing(DetailCount::value))
              .limit(max)
              .toList();
      case READS_ALL_DETAILS -> rows.readDetails(scope, kind, range, 1_000);
      case MIXES_KINDS_OF_DETAILS -> rows.readDetails(scope, UsageDetail.Kind.ROUTE, range, max);
      case READS_DETAILS_OF_THE_DAY -> rows.readDetails(scope, kind, wholeDays(range), max);
      default -> rows.readDetails(scope, kind, range, max);
    };
  }

  private static UsageRange wholeDays(UsageRange range) {
    Duration day = Duration.ofDays(1);
    return new UsageRange(
        range.from().truncatedTo(ChronoUnit.DAYS),
        range.to().truncatedTo(ChronoUnit.DAYS).plus(day),
        day);
  }
}
