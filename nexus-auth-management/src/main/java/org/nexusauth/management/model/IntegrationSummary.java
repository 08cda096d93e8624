package org.nexusauth.management.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a list says of an integration's keys.
 *
 * @param keys how many keys are in each state by the records; states without a key are missing
 * @param lastUsedAt when a key of it was last used; null if none ever was
 */
public record IntegrationSummary(Map<KeyState, Long> keys, @Nullable Instant lastUsedAt) {
  /** No key, and no use. */
  public static final IntegrationSummary NONE = new IntegrationSummary(Map.of(), null);

  /** Copies the counts. */
  public IntegrationSummary {
    keys = Map.copyOf(keys);
  }

  /** Returns how many keys are in a state. */
  public long countOf(KeyState state) {
    return keys.getOrDefault(state, 0L);
  }
}
