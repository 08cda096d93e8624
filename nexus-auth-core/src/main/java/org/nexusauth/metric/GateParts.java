package org.nexusauth.metric;

import java.time.Duration;
import java.util.Optional;
import org.nexusauth.revocation.FeedHealth;
import org.nexusauth.usage.UsageHealth;

/** The states of a gate's parts, read now. Nothing of it blocks. Thread-safe. */
public interface GateParts {

  /** Returns the time since the verification keys were read. */
  Duration keysAge();

  /** Returns the state of the replica of the revocation store; empty where there is none. */
  Optional<FeedHealth> replica();

  /** Returns whether a stale replica lets keys pass. */
  boolean failsOpen();

  /** Returns the state of the counting of usage; empty where usage is not counted. */
  Optional<UsageHealth> usage();

  /** Returns whether limits are not shared at present, as their store does not answer. */
  boolean limitsCountLocally();

  /** Returns how many requests have waited for the store of limits. */
  long limitWaits();
}
