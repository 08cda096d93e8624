package org.nexusauth.management.alert.rule;

import java.util.Optional;

/** A rule about what a key does. Pure and thread-safe. */
public interface ActivityRule {

  /** Returns what the rule has found; empty if nothing is so. */
  Optional<Finding> evaluateActivity(KeyActivity activity);
}
