package org.nexusauth.metric;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.reason.Reason;

/**
 * The figures of one gate, read by monitoring systems when they like. Nothing of a key is among
 * them: labels are the reasons of denials and the bounds of buckets. Thread-safe.
 */
public final class GateMetrics {
  private final LongAdder granted = new LongAdder();
  private final Map<Reason, LongAdder> denied = new EnumMap<>(Reason.class);
  private final DecisionTimes times = new DecisionTimes();
  private final GateParts parts;
  private final List<Metric> all;
  private volatile @Nullable LongSupplier openAlerts;

  /** Creates the metrics of a gate with these parts. */
  public GateMetrics(GateParts parts) {
    this.parts = parts;
    for (Reason reason : Reason.values()) {
      denied.put(reason, new LongAdder());
    }
    this.all = MetricCatalog.describe(this);
  }

  /** Counts a final decision. */
  public void count(Decision decision) {
    if (decision instanceof Denied denial) {
      adderOf(denial.reason()).increment();
    } else {
      granted.increment();
    }
  }

  /** Returns how many requests were granted. */
  public long granted() {
    return granted.sum();
  }

  /** Returns how many requests were denied for a reason. */
  public long denied(Reason reason) {
    return adderOf(reason).sum();
  }

  private LongAdder adderOf(Reason reason) {
    return Objects.requireNonNull(denied.get(reason));
  }

  /** Returns the times of decisions. */
  public DecisionTimes times() {
    return times;
  }

  /** Returns the states of the gate's parts. */
  public GateParts parts() {
    return parts;
  }

  /**
   * Sets where the number of open alerts is read.
   *
   * @param source never blocks
   */
  public void readOpenAlerts(LongSupplier source) {
    openAlerts = source;
  }

  /** Returns how many alerts are open; {@code NaN} where alerts are not evaluated. */
  public double openAlerts() {
    LongSupplier source = openAlerts;
    if (source == null) {
      return Double.NaN;
    }
    return source.getAsLong();
  }

  /**
   * Returns every figure of this gate. The list does not change, and the same configuration gives
   * the same names.
   */
  public List<Metric> all() {
    return all;
  }
}
