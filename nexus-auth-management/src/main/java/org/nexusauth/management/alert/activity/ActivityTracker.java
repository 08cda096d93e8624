package org.nexusauth.management.alert.activity;

import java.time.Instant;
import java.util.List;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.rule.Finding;
import org.nexusauth.management.alert.rule.KeyFacts;
import org.nexusauth.usage.store.KeyId;
import org.nexusauth.usage.store.UsageReader;

/**
 * Keeps in memory what keys did, and evaluates the rules. Call {@link #advance} and {@link
 * #evaluate} every 20 seconds, by one thread; a new one reads the last 48 hours again.
 */
public final class ActivityTracker {
  /** How many facts, and how many histories, an evaluation reads at most. */
  public static final int MAX_LOOKUPS = 2_000;

  /** Creates a tracker that knows nothing yet. */
  public ActivityTracker(AlertThresholds thresholds) {
    throw new UnsupportedOperationException(thresholds.toString());
  }

  /**
   * Reads the minutes that are complete by now; after a start those of the last 48 hours.
   *
   * @throws org.nexusauth.usage.store.UsageStoreException when they cannot be read: try again, no
   *     minute is left out or counted twice
   */
  public void advance(UsageReader reader, Instant now) {
    throw new UnsupportedOperationException(reader.toString() + now);
  }

  /**
   * Adds a key to those that are followed, although it may not have been used in the last 48 hours:
   * one with an open alert of silence, after a start.
   */
  public void follow(KeyId key) {
    throw new UnsupportedOperationException(key.toString());
  }

  /** Returns what all rules about the activity of keys find at the moment. */
  public List<Finding> evaluate(ActivityLookup lookup, Instant now) {
    throw new UnsupportedOperationException(lookup.toString() + now);
  }

  /**
   * Returns what the rules about records find: expiring, unused. They need no activity, so they are
   * evaluated for keys that a query of records finds, every few minutes.
   */
  public List<Finding> evaluateRecord(KeyFacts facts, Instant now) {
    throw new UnsupportedOperationException(facts.toString() + now);
  }
}
