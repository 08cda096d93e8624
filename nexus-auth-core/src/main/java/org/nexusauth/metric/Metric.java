package org.nexusauth.metric;

import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * One figure of a gate that a monitoring system reads. Its labels come from fixed sets, so that
 * nothing that a client sends makes a new series.
 *
 * @param name the name with dots, for example {@code nexus.auth.decisions}
 * @param description one sentence
 * @param unit a unit of UCUM: {@code s} or a noun in braces
 * @param kind whether it only grows
 * @param labels names and values; metrics of the same name have the same label names
 * @param source reads the value now; never blocks, and is {@code NaN} while it is unknown
 */
public record Metric(
    String name,
    String description,
    String unit,
    Kind kind,
    Map<String, String> labels,
    DoubleSupplier source) {

  /** How a figure changes. */
  public enum Kind {
    /** It only grows while the gate is open. */
    COUNTER,
    /** It goes up and down. */
    GAUGE
  }

  /** Copies the labels. */
  public Metric {
    labels = Map.copyOf(labels);
  }

  static Metric counter(String name, String description, String unit, DoubleSupplier source) {
    return new Metric(name, description, unit, Kind.COUNTER, Map.of(), source);
  }

  static Metric gauge(String name, String description, String unit, DoubleSupplier source) {
    return new Metric(name, description, unit, Kind.GAUGE, Map.of(), source);
  }

  Metric withLabels(Map<String, String> values) {
    return new Metric(name, description, unit, kind, values, source);
  }

  /** Returns the value now; {@code NaN} while it is unknown. */
  public double value() {
    return source.getAsDouble();
  }
}
