package org.nexusauth.management.alert.rule.traffic;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The score of the Numenta Anomaly Benchmark: 0 for no detection at all, 100 for every anomaly at
 * its first point and nothing else; with the threshold that is best for all series.
 */
final class NabScore {
  /** What a false alarm and a missed anomaly weigh. */
  enum Profile {
    STANDARD(0.11, 1),
    LOW_FALSE_POSITIVES(0.22, 1),
    LOW_FALSE_NEGATIVES(0.11, 2);

    private final double falseAlarm;
    private final double miss;

    Profile(double falseAlarm, double miss) {
      this.falseAlarm = falseAlarm;
      this.miss = miss;
    }
  }

  private final Profile profile;
  private final List<Point> points = new ArrayList<>();

  private record Point(double score, double worth, @Nullable Object window) {}

  private record WindowBounds(int first, int last) {}

  NabScore(Profile profile) {
    this.profile = profile;
  }

  private static double sigmoid(double x) {
    if (x > 3) {
      return -1;
    }
    return 2 / (1 + Math.exp(5 * x)) - 1;
  }

  /** Adds the scores of all points of a series. The first 15 %, 750 at most, do not count. */
  void add(NabSeries series, double[] scores) {
    List<WindowBounds> windows = series.windows().stream().map(w -> boundsOf(series, w)).toList();
    int probation = Math.min((int) (0.15 * scores.length), 750);
    for (int i = probation; i < scores.length; i++) {
      points.add(pointAt(i, scores[i], windows));
    }
  }

  private static WindowBounds boundsOf(NabSeries series, LocalDateTime[] window) {
    return new WindowBounds(series.times().indexOf(window[0]), series.times().indexOf(window[1]));
  }

  private Point pointAt(int place, double score, List<WindowBounds> windows) {
    WindowBounds previous = null;
    for (WindowBounds window : windows) {
      if (place >= window.first && place <= window.last) {
        double position = -(window.last - place + 1.0) / (window.last - window.first + 1.0);
        return new Point(score, sigmoid(position) / sigmoid(-1), window);
      }
      if (place > window.last) {
        previous = window;
      }
    }
    double worth = -1;
    if (previous != null) {
      worth =
          sigmoid((double) (place - previous.last) / Math.max(1, previous.last - previous.first));
    }
    return new Point(score, worth * profile.falseAlarm, null);
  }

  /** Returns the score. */
  double compute() {
    IdentityHashMap<Object, Double> worths = new IdentityHashMap<>();
    points.stream()
        .filter(point -> point.window != null)
        .forEach(point -> worths.put(point.window, -profile.miss));
    double lowest = -profile.miss * worths.size();
    double total = lowest;
    double best = total;
    points.sort(Comparator.comparingDouble(Point::score).reversed());
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      total += gain(point, worths);
      boolean lastOfScore = i + 1 == points.size() || points.get(i + 1).score < point.score;
      if (lastOfScore) {
        best = Math.max(best, total);
      }
    }
    return 100 * (best - lowest) / (worths.size() - lowest);
  }

  private static double gain(Point point, IdentityHashMap<Object, Double> worths) {
    if (point.window == null) {
      return point.worth;
    }
    double before = worths.get(point.window);
    if (point.worth <= before) {
      return 0;
    }
    worths.put(point.window, point.worth);
    return point.worth - before;
  }
}
