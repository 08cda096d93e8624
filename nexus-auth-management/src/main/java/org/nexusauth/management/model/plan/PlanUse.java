package org.nexusauth.management.model.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many keys have a plan: those that are neither expired nor revoked by their records.
 *
 * @param keysByOrganization the number for each organization that has one, the largest first
 * @param complete false if there are more keys than were counted
 */
public record PlanUse(Map<String, Long> keysByOrganization, boolean complete) {
  /** How many keys are counted. */
  public static final int MAX_COUNTED = 10_000;

  /** Copies the map; its order is kept. */
  public PlanUse {
    keysByOrganization = Collections.unmodifiableMap(new LinkedHashMap<>(keysByOrganization));
  }

  /** Returns the number of keys that were counted. */
  public long keys() {
    return keysByOrganization.values().stream().mapToLong(Long::longValue).sum();
  }
}
