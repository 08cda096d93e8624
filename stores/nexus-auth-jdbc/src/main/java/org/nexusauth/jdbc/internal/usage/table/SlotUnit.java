package org.nexusauth.jdbc.internal.usage.table;

import java.time.Instant;

/** The length of a row's time, with the table of requests by outcome. */
public enum SlotUnit {
  MINUTE(1, "nexus_auth_usage_minute"),
  HOUR(60, "nexus_auth_usage_hour"),
  DAY(1_440, "nexus_auth_usage_day");

  private static final long SECONDS = 60;

  private final long minutes;
  private final String table;

  SlotUnit(long minutes, String table) {
    this.minutes = minutes;
    this.table = table;
  }

  public long minutes() {
    return minutes;
  }

  public String table() {
    return table;
  }

  /** Returns the number of the slot that an instant is in. */
  public long slotAt(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), SECONDS * minutes);
  }

  /** Returns the number of the first slot that begins at an instant or later. */
  public long firstSlotFrom(Instant instant) {
    return -Math.floorDiv(-instant.getEpochSecond(), SECONDS * minutes);
  }

  public Instant startOf(long slot) {
    return Instant.ofEpochSecond(slot * minutes * SECONDS);
  }
}
