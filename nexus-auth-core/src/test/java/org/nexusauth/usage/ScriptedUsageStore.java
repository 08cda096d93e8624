package org.nexusauth.usage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.UsageRetention;
import org.nexusauth.usage.store.DenialPage;
import org.nexusauth.usage.store.DenialQuery;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.UsageBatch;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageSeries;
import org.nexusauth.usage.store.UsageStore;

/** A store that keeps the calls to it, and fails when it is told to. Nothing can be read. */
final class ScriptedUsageStore implements UsageStore {
  final List<UsageBatch> written = new ArrayList<>();
  final List<UsageBatch> failed = new ArrayList<>();
  boolean closed;
  private @Nullable RuntimeException failure;

  void failWith(@Nullable RuntimeException value) {
    failure = value;
  }

  @Override
  public synchronized void write(UsageBatch batch) {
    if (failure != null) {
      failed.add(batch);
      throw failure;
    }
    written.add(batch);
  }

  long requests() {
    return written.stream()
        .flatMap(batch -> batch.minutes().stream())
        .flatMap(minute -> minute.outcomes().values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  @Override
  public boolean maintain(Instant now, UsageRetention retention) {
    return true;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public UsageSeries readSeries(UsageScope scope, UsageRange range) {
    throw unreadable();
  }

  @Override
  public Map<UsageScope, UsageSeries> readSeries(Collection<UsageScope> scopes, UsageRange range) {
    throw unreadable();
  }

  @Override
  public List<DetailCount> readDetails(
      UsageScope scope, UsageDetail.Kind kind, UsageRange range, int max) {
    throw unreadable();
  }

  @Override
  public DenialPage readDenials(DenialQuery query) {
    throw unreadable();
  }

  @Override
  public void readMinutes(Instant from, Instant to, Consumer<KeyMinute> consumer) {
    throw unreadable();
  }

  @Override
  public Instant completeUpTo(Instant now) {
    throw unreadable();
  }

  private static IllegalStateException unreadable() {
    return new IllegalStateException("only written to");
  }
}
