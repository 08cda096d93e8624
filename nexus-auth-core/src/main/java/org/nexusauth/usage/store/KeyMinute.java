package org.nexusauth.usage.store;

import java.time.Instant;
import java.util.Map;
import org.nexusauth.event.Outcome;

/**
 * What one key did in a part of one minute.
 *
 * @param key the key
 * @param minute the start of the minute, UTC
 * @param outcomes how many requests ended how; only numbers above 0
 * @param details how many requests there were by route, client version and network
 */
public record KeyMinute(
    KeyId key,
    Instant minute,
    Map<Outcome, Long> outcomes,
    Map<UsageDetail, RequestCounts> details) {

  /** Copies the maps. */
  public KeyMinute {
    outcomes = Map.copyOf(outcomes);
    details = Map.copyOf(details);
  }
}
