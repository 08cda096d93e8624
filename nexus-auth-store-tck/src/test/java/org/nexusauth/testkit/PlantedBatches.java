package org.nexusauth.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.nexusauth.event.Outcome;
import org.nexusauth.usage.store.DeniedRequest;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageDetail;

/** Writes batches wrongly. */
final class PlantedBatches {
  private final UsageBug bug;
  private final MemoryUsageStore rows;
  private final AtomicLong others = new AtomicLong();
  private final Map<String, Long> numbers = new HashMap<>();
  private final Set<Instant> minutes = new HashSet<>();
  private Instant closedTo = Instant.MIN;

  PlantedBatches(UsageBug bug, MemoryUsageStore rows) {
    this.bug = bug;
    this.rows = rows;
  }

  synchronized void noteMaintenance(Instant now) {
    closedTo = now.minus(Duration.ofHours(1));
  }

  void writeUnderNewNumber(UsageBatch batch) {
    rows.write(renamed(batch, "other" + others.incrementAndGet(), 1));
  }

  private static UsageBatch renamed(UsageBatch batch, String node, long number) {
    return new UsageBatch(
        node, number, batch.completeUpTo(), batch.minutes(), batch.denials(), batch.dropped());
  }

  synchronized void write(UsageBatch whole) {
    UsageBatch batch = plant(whole);
    long last = Objects.requireNonNullElse(numbers.put(batch.node(), batch.number()), 0L);
    if (isWrittenAgain(batch, last)) {
      writeUnderNewNumber(batch);
      return;
    }
    if (bug == UsageBug.WAITS_FOR_NUMBERS_LEFT_OUT && batch.number() > last + 1) {
      return;
    }
    if (bug == UsageBug.NUMBERS_ALL_NODES_TOGETHER) {
      batch = renamed(batch, "one", batch.number());
    }
    rows.write(batch);
  }

  private boolean isWrittenAgain(UsageBatch batch, long last) {
    return switch (bug) {
      case COUNTS_A_BATCH_AGAIN -> batch.number() == last;
      case REMEMBERS_THE_LAST_NUMBER_ALONE -> batch.number() < last;
      case COUNTS_SOME_BATCHES_TWICE -> batch.number() % 7 == 1;
      default -> false;
    };
  }

  private UsageBatch plant(UsageBatch batch) {
    List<KeyMinute> planted = new ArrayList<>();
    for (KeyMinute minute : batch.minutes()) {
      if (!isDropped(minute)) {
        planted.add(
            new KeyMinute(
                PlantedUsage.mixed(bug, minute.key()),
                minute.minute(),
                plantOutcomes(minute.outcomes()),
                plantDetails(minute.details())));
      }
    }
    List<DeniedRequest> denials = batch.denials().stream().map(this::plant).toList();
    return new UsageBatch(
        batch.node(), batch.number(), batch.completeUpTo(), planted, denials, batch.dropped());
  }

  private boolean isDropped(KeyMinute minute) {
    return switch (bug) {
      case REPLACES_A_MINUTE -> !minutes.add(minute.minute());
      case DROPS_LATE_REQUESTS -> minute.minute().isBefore(closedTo);
      default -> false;
    };
  }

  private Map<Outcome, Long> plantOutcomes(Map<Outcome, Long> good) {
    Map<Outcome, Long> planted = new HashMap<>();
    good.forEach(
        (outcome, number) -> {
          if (bug == UsageBug.COUNTS_IN_32_BITS) {
            planted.put(outcome, (long) number.intValue());
          } else if (bug == UsageBug.KEEPS_NO_DENIALS_REASON && outcome.isDenied()) {
            planted.merge(Outcome.ofStatus(400), number, Long::sum);
          } else {
            planted.merge(outcome, number, Long::sum);
          }
        });
    return planted;
  }

  private Map<UsageDetail, RequestCounts> plantDetails(Map<UsageDetail, RequestCounts> good) {
    Map<UsageDetail, RequestCounts> planted = new HashMap<>();
    good.forEach(
        (detail, counts) -> {
          if (bug == UsageBug.FORGETS_PARTS_OF_DETAILS) {
            planted.put(detail, new RequestCounts(counts.requests(), 0, 0));
          } else if (bug != UsageBug.DROPS_ODD_DETAILS || !detail.value().contains("\u0000")) {
            planted.put(detail, counts);
          }
        });
    return planted;
  }

  private DeniedRequest plant(DeniedRequest good) {
    if (bug == UsageBug.REJECTS_ODD_DENIALS && good.detail().contains("\u0000")) {
      throw new IllegalArgumentException("a character that cannot be stored");
    }
    if (bug != UsageBug.EMPTIES_MISSING_TEXTS) {
      return good;
    }
    KeyId key = good.key();
    return new DeniedRequest(
        good.at(),
        key,
        good.reason(),
        good.detail(),
        good.method(),
        Objects.requireNonNullElse(good.route(), ""),
        good.network(),
        good.requestId(),
        good.clientVersion());
  }
}
