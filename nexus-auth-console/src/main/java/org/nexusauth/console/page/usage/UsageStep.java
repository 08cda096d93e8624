package org.nexusauth.console.page.usage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nexusauth.event.Outcome;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageSeries;

/**
 * One step of a period.
 *
 * @param start its start
 * @param counts its requests
 */
public record UsageStep(Instant start, RequestCounts counts) {

  /** Returns the steps of a series. */
  static List<UsageStep> of(UsageSeries series) {
    List<UsageStep> steps = new ArrayList<>();
    for (int i = 0; i < series.range().steps(); i++) {
      RequestCounts sum = RequestCounts.NONE;
      for (Map.Entry<Outcome, List<Long>> entry : series.requests().entrySet()) {
        sum = sum.plus(RequestCounts.of(entry.getKey(), entry.getValue().get(i)));
      }
      steps.add(new UsageStep(series.range().startOf(i), sum));
    }
    return steps;
  }

  /** Returns the requests that the application answered without failing. */
  public long answered() {
    return counts.requests() - counts.denied() - counts.failed();
  }
}
