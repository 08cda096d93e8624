package org.nexusauth.management.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.nexusauth.usage.store.UsageRange;

/** A period up to now that usage is shown for, in steps. */
public enum UsagePeriod {
  /** One hour, by minutes. */
  HOUR("1h", Duration.ofMinutes(1), 60),
  /** A day, by quarters of an hour. */
  DAY("24h", Duration.ofMinutes(15), 96),
  /** A week, by hours. */
  WEEK("7d", Duration.ofHours(1), 168),
  /** 30 days, by quarters of a day. */
  MONTH("30d", Duration.ofHours(6), 120),
  /** A year, by days. */
  YEAR("12m", Duration.ofDays(1), 365);

  private final String code;
  private final Duration step;
  private final int steps;

  UsagePeriod(String code, Duration step, int steps) {
    this.code = code;
    this.step = step;
    this.steps = steps;
  }

  /** Returns its name in addresses and commands, such as {@code 24h}. */
  public String code() {
    return code;
  }

  /** Returns the period of a code; empty where there is none. */
  public static Optional<UsagePeriod> find(String code) {
    return Arrays.stream(values()).filter(period -> period.code.equals(code)).findFirst();
  }

  /** Returns the steps that end with the one that an instant is in, in UTC. */
  public UsageRange endingAt(Instant now) {
    return UsageRange.endingAt(now, step, steps);
  }
}
