package org.nexusauth.management.alert.rule;

import java.time.Instant;
import java.util.Optional;

/** A rule about a key's record and a time, whether the key is used or not. Pure and thread-safe. */
public interface RecordRule {

  /** Returns what the rule has found; empty if nothing is so. */
  Optional<Finding> evaluateRecord(KeyFacts facts, Instant now);
}
