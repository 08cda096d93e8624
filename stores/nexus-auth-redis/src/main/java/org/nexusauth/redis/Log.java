package org.nexusauth.redis;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The messages of this store, each with an id that {@code docs/messages.md} explains. */
final class Log {
  private static final Logger LOGGER = System.getLogger("org.nexusauth.redis");

  private Log() {}

  /** A weak setting is accepted, as the operator configured. */
  static void assumedDurable(String weakness) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1520 Redis may lose revocations, and is used all the same, as"
                + " nexus.auth.revocation.assume.durable says: "
                + weakness);
  }

  /** Deleting what expired long ago failed; logged once until it succeeds. */
  static void cleaningFailed(String problem) {
    LOGGER.log(
        Level.WARNING,
        () -> "NEXUS-1521 revocations that expired long ago cannot be deleted: " + problem);
  }

  /** Redis evicts keys when its memory is full; logged once. */
  static void countersMayBeEvicted(String policy) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1523 Redis may evict the counters of limits, so that keys exceed them:"
                + " maxmemory-policy is %s; run CONFIG SET maxmemory-policy noeviction"
                    .formatted(policy));
  }

  /** A thread of the store did not end in time. */
  static void stillBusy() {
    LOGGER.log(
        Level.WARNING,
        () -> "NEXUS-1522 Redis did not answer while the store was closed; its thread ends later");
  }
}
