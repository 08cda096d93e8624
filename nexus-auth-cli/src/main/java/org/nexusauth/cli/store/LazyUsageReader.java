package org.nexusauth.cli.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.usage.store.DenialPage;
import org.nexusauth.usage.store.DenialQuery;
import org.nexusauth.usage.store.DetailCount;
import org.nexusauth.usage.store.KeyMinute;
import org.nexusauth.usage.store.UsageDetail;
import org.nexusauth.usage.store.UsageRange;
import org.nexusauth.usage.store.UsageReader;
import org.nexusauth.usage.store.UsageScope;
import org.nexusauth.usage.store.UsageSeries;
import org.nexusauth.usage.store.UsageStore;

/** Opens the store of usage when it is asked first: most commands do not. Thread-safe. */
final class LazyUsageReader implements UsageReader, AutoCloseable {
  private final Supplier<UsageStore> opener;

  // Guarded by this.
  private @Nullable UsageStore opened;

  LazyUsageReader(Supplier<UsageStore> opener) {
    this.opener = opener;
  }

  private synchronized UsageStore openOnce() {
    UsageStore store = opened;
    if (store == null) {
      store = opener.get();
      opened = store;
    }
    return store;
  }

  @Override
  public UsageSeries readSeries(UsageScope scope, UsageRange range) {
    return openOnce().readSeries(scope, range);
  }

  @Override
  public Map<UsageScope, UsageSeries> readSeries(Collection<UsageScope> scopes, UsageRange range) {
    return openOnce().readSeries(scopes, range);
  }

  @Override
  public List<DetailCount> readDetails(
      UsageScope scope, UsageDetail.Kind kind, UsageRange range, int max) {
    return openOnce().readDetails(scope, kind, range, max);
  }

  @Override
  public DenialPage readDenials(DenialQuery query) {
    return openOnce().readDenials(query);
  }

  @Override
  public void readMinutes(Instant from, Instant to, Consumer<KeyMinute> consumer) {
    openOnce().readMinutes(from, to, consumer);
  }

  @Override
  public Instant completeUpTo(Instant now) {
    return openOnce().completeUpTo(now);
  }

  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
