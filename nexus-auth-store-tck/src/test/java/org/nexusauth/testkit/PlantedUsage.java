package org.nexusauth.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.UsageRetention;
import org.nexusauth.usage.store.DenialPage;
import org.nexusauth.usage.store.DenialQuery;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageSeries;
import org.nexusauth.usage.store.UsageStore;
import org.nexusauth.usage.store.UsageStoreException;

/** A usage store with a bug; what it writes and reads wrongly is in the classes beside it. */
final class PlantedUsage implements UsageStore {
  private static final Duration FOREVER = Duration.ofDays(9_999);

  private final UsageBug bug;
  private final MemoryUsageStore rows;
  private final PlantedBatches batches;
  private final PlantedFigures figures;
  private final PlantedPages pages;
  private final MutableClock clock;
  private final Set<KeyMinute> rolledUp = new HashSet<>();
  private Instant latest = Instant.MIN;
  private Instant earliest = Instant.MAX;
  boolean losesNextAnswer;
  boolean away;

  PlantedUsage(UsageBug bug, MutableClock clock) {
    this.bug = bug;
    this.clock = clock;
    this.rows = new MemoryUsageStore(clock);
    this.batches = new PlantedBatches(bug, rows);
    this.figures = new PlantedFigures(bug, rows);
    this.pages = new PlantedPages(bug, rows);
  }

  private void requireAnswer() {
    if (away && bug != UsageBug.ANSWERS_IN_AN_OUTAGE) {
      throw new UsageStoreException("away", null);
    }
  }

  @Override
  public void write(UsageBatch batch) {
    requireAnswer();
    if (bug == UsageBug.WAITS_FOR_ENDED_NODES || bug == UsageBug.IS_COMPLETE_UP_TO_THE_LATEST) {
      latest = Collections.max(List.of(latest, batch.completeUpTo()));
      earliest = Collections.min(List.of(earliest, batch.completeUpTo()));
    }
    batches.write(batch);
    if (losesNextAnswer) {
      losesNextAnswer = false;
      if (bug == UsageBug.WRITES_A_LOST_BATCH_AGAIN) {
        batches.writeUnderNewNumber(batch);
      }
      if (bug != UsageBug.HIDES_A_LOST_ANSWER) {
        throw new UsageStoreException("no answer", null);
      }
    }
  }

  @Override
  public boolean maintain(Instant now, UsageRetention retention) {
    requireAnswer();
    batches.noteMaintenance(now);
    if (bug == UsageBug.DOUBLES_WHAT_IS_ROLLED_UP) {
      doubleOnce(now);
    }
    return rows.maintain(now, plant(retention));
  }

  private UsageRetention plant(UsageRetention good) {
    Duration days = good.days();
    Duration denials = good.denials();
    if (bug == UsageBug.REMOVES_HOURS_WITH_MINUTES) {
      days = good.minutes();
    }
    if (bug == UsageBug.KEEPS_DAYS) {
      days = FOREVER;
    }
    if (bug == UsageBug.KEEPS_DENIALS) {
      denials = FOREVER;
    }
    return new UsageRetention(good.minutes(), good.hours(), days, denials);
  }

  private void doubleOnce(Instant now) {
    List<KeyMinute> found = new ArrayList<>();
    rows.readMinutes(Instant.EPOCH, now.minus(Duration.ofHours(1)), found::add);
    found.removeIf(minute -> !rolledUp.isEmpty());
    rolledUp.addAll(found);
    if (!found.isEmpty()) {
      batches.writeUnderNewNumber(new NodeBatches("roll-up").next(found, List.of()));
    }
  }

  @Override
  public UsageSeries readSeries(UsageScope scope, UsageRange range) {
    requireAnswer();
    return figures.readSeries(scope, range);
  }

  @Override
  public Map<UsageScope, UsageSeries> readSeries(Collection<UsageScope> scopes, UsageRange range) {
    requireAnswer();
    Map<UsageScope, UsageSeries> found = rows.readSeries(scopes, range);
    if (bug == UsageBug.READS_A_HUNDRED_SCOPES) {
      scopes.stream()
          .skip(100)
          .forEach(scope -> found.put(scope, new UsageSeries(range, Map.of())));
    }
    return found;
  }

  @Override
  public List<DetailCount> readDetails(
      UsageScope scope, UsageDetail.Kind kind, UsageRange range, int max) {
    requireAnswer();
    return figures.readDetails(scope, kind, range, max);
  }

  @Override
  public DenialPage readDenials(DenialQuery query) {
    requireAnswer();
    return pages.read(query);
  }

  @Override
  public void readMinutes(Instant from, Instant to, Consumer<KeyMinute> consumer) {
    requireAnswer();
    rows.readMinutes(from, to, consumer);
  }

  @Override
  public Instant completeUpTo(Instant now) {
    requireAnswer();
    if (bug == UsageBug.IS_COMPLETE_UP_TO_NOW) {
      return clock.instant();
    }
    if (bug == UsageBug.IS_COMPLETE_UP_TO_THE_LATEST && latest.isAfter(Instant.MIN)) {
      return latest;
    }
    if (bug == UsageBug.WAITS_FOR_ENDED_NODES && earliest.isBefore(Instant.MAX)) {
      return earliest;
    }
    return rows.completeUpTo(now);
  }

  @Override
  public void close() {}

  /** Replaces a key's ids. */
  static KeyId mixed(UsageBug bug, KeyId key) {
    UsageScope scope = mixed(bug, UsageScope.key(key));
    return new KeyId(
        scope.organizationId(),
        String.valueOf(scope.integrationId()),
        String.valueOf(scope.keyId()));
  }

  /** Replaces ids as the bug does it when it writes and when it reads. */
  static UsageScope mixed(UsageBug bug, UsageScope scope) {
    String integration = scope.integrationId();
    String key = scope.keyId();
    if (bug == UsageBug.MIXES_ORGANIZATIONS) {
      return new UsageScope("one", integration, key);
    }
    if (integration == null) {
      return scope;
    }
    if (bug == UsageBug.MIXES_INTEGRATIONS) {
      return new UsageScope(scope.organizationId(), "one", key);
    }
    if (bug == UsageBug.CUTS_IDS && integration.length() > 99) {
      return new UsageScope(scope.organizationId(), integration.substring(0, 99), cut(key));
    }
    if (bug == UsageBug.FOLDS_THE_CASE_OF_IDS && integration.equals("A")) {
      return new UsageScope(scope.organizationId(), "a", key == null ? null : "a");
    }
    return scope;
  }

  private static @Nullable String cut(@Nullable String key) {
    return key == null ? null : key.substring(0, 99);
  }
}
