package org.nexusauth.console.page.usage;

import java.util.ArrayList;
import java.util.List;
import org.nexusauth.console.page.Counts;
import org.nexusauth.usage.store.RequestCounts;
import org.nexusauth.usage.store.UsageSeries;

/**
 * A chart of stacked bars, one a step, in a box of {@link #HEIGHT} units.
 *
 * @param width the width of the box
 * @param bars the bars that are not empty
 * @param max the requests of the highest bar
 * @param description what it shows, in a sentence
 */
public record UsageChart(int width, List<Bar> bars, long max, String description) {
  /** The height of the box. */
  public static final int HEIGHT = 100;

  private static final int STEP = 8;
  private static final int GAP = 2;

  /**
   * A part of a bar.
   *
   * @param kind {@code answered}, {@code denied} or {@code failed}
   */
  public record Bar(String kind, int x, int y, int width, int height) {}

  /** Draws a series. */
  public static UsageChart of(UsageSeries series) {
    List<UsageStep> steps = UsageStep.of(series);
    long max = steps.stream().mapToLong(step -> step.counts().requests()).max().orElse(0);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < steps.size() && max > 0; i++) {
      addBars(bars, steps.get(i), i, max);
    }
    return new UsageChart(steps.size() * STEP, List.copyOf(bars), max, describe(series, max));
  }

  private static void addBars(List<Bar> bars, UsageStep step, int index, long max) {
    int bottom = HEIGHT;
    bottom = addBar(bars, "answered", index, bottom, heightOf(step.answered(), max));
    bottom = addBar(bars, "failed", index, bottom, heightOf(step.counts().failed(), max));
    addBar(bars, "denied", index, bottom, heightOf(step.counts().denied(), max));
  }

  private static int addBar(List<Bar> bars, String kind, int index, int bottom, int height) {
    if (height > 0) {
      bars.add(new Bar(kind, index * STEP, bottom - height, STEP - GAP, height));
    }
    return bottom - height;
  }

  /** What there is of is seen, however little. */
  private static int heightOf(long number, long max) {
    if (number == 0) {
      return 0;
    }
    return (int) Math.max(1, Math.round((double) number * HEIGHT / max));
  }

  private static String describe(UsageSeries series, long max) {
    RequestCounts sum = series.sum();
    return "Requests over time: %s in all, %s of them denied and %s failed; at most %s in a step."
        .formatted(
            Counts.format(sum.requests()),
            Counts.format(sum.denied()),
            Counts.format(sum.failed()),
            Counts.format(max));
  }
}
