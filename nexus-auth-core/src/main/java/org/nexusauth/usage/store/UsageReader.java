package org.nexusauth.usage.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads usage. Thread-safe. Figures are of all nodes. Methods throw {@link UsageStoreException}
 * when the engine cannot be reached or does not answer in time.
 */
public interface UsageReader {

  /**
   * Returns requests by outcome over time. Where a step is finer than what is still kept, the
   * requests of an hour or a day count in the step in which it begins.
   */
  UsageSeries readSeries(UsageScope scope, UsageRange range);

  /**
   * Returns the series of several integrations or keys, for lists; those without requests may be
   * missing.
   *
   * @param scopes at most 200
   */
  Map<UsageScope, UsageSeries> readSeries(Collection<UsageScope> scopes, UsageRange range);

  /** Returns the values of a detail with the most requests, those first. */
  List<DetailCount> readDetails(UsageScope scope, UsageDetail.Kind kind, UsageRange range, int max);

  /** Returns a page of the error log. */
  DenialPage readDenials(DenialQuery query);

  /**
   * Passes on what all keys did by minutes, in any order, for rules that look at all keys. Details
   * are not included.
   *
   * @param from the first minute, within those that are kept
   * @param to the end, exclusive
   */
  void readMinutes(Instant from, Instant to, Consumer<KeyMinute> consumer);

  /**
   * Returns the instant before which all requests are in the figures that live nodes have counted:
   * the earliest up to which the batches are complete of a node that wrote in the last minute; now,
   * where there is none.
   */
  Instant completeUpTo(Instant now);
}
