package org.nexusauth.usage.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.event.Outcome;

/**
 * Requests by outcome over time.
 *
 * @param range the time range
 * @param requests for each outcome that occurs, the number of requests in each step
 */
public record UsageSeries(UsageRange range, Map<Outcome, List<Long>> requests) {

  /** Copies the numbers. */
  public UsageSeries {
    Map<Outcome, List<Long>> copy = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.all()) {
      if (requests.containsKey(outcome)) {
        copy.put(outcome, List.copyOf(requests.get(outcome)));
      }
    }
    requests = Collections.unmodifiableMap(copy);
  }

  /** Returns the sums over the whole range, only of outcomes that occur. */
  public Map<Outcome, Long> totals() {
    Map<Outcome, Long> totals = new LinkedHashMap<>();
    requests.forEach(
        (outcome, numbers) ->
            totals.put(outcome, numbers.stream().mapToLong(Long::longValue).sum()));
    return totals;
  }

  /** Returns the sum over all outcomes and the whole range, in its parts. */
  public RequestCounts sum() {
    return totals().entrySet().stream()
        .map(one -> RequestCounts.of(one.getKey(), one.getValue()))
        .reduce(RequestCounts.NONE, RequestCounts::plus);
  }
}
