package org.nexusauth.management.store;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What all services stand on.
 *
 * @param records the records
 * @param revocations the revocation store
 * @param agents the application's own agents; null if agents are records
 * @param clock the clock
 */
public record ManagementPorts(
    ManagementStore records,
    RevocationAccess revocations,
    @Nullable AgentDirectory agents,
    Clock clock) {

  /** Returns the time as records keep it, in microseconds. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
