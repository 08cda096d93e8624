package org.nexusauth.management.alert.activity;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.nexusauth.management.alert.rule.HourHistory;
import org.nexusauth.management.alert.rule.KeyFacts;
import org.nexusauth.usage.store.KeyId;

/** Reads what rules need besides requests by minutes. */
public interface ActivityLookup {

  /**
   * Returns the facts of keys. Those that are missing have none: what is missing counts as {@link
   * KeyFacts#unrecorded}, a key that was never issued.
   *
   * @param keys at most {@link ActivityTracker#MAX_LOOKUPS}
   */
  Map<KeyId, KeyFacts> findFacts(Collection<KeyId> keys, Instant now);

  /**
   * Returns the habits of a key: {@code
   * HourHistory.fromSeries(reader.readSeries(UsageScope.key(key), HourHistory.rangeAt(now)))}.
   */
  HourHistory readHistory(KeyId key, Instant now);
}
