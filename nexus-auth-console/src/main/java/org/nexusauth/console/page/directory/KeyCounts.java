package org.nexusauth.console.page.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nexusauth.management.model.KeyState;

/** How many keys are in which state, in words. */
final class KeyCounts {
  private KeyCounts() {}

  /** Returns a text like {@code 3 active · 1 expiring}; keys that have ended are left out. */
  static String describe(Map<KeyState, Long> counts) {
    List<String> parts = new ArrayList<>();
    add(parts, countOf(counts, KeyState.ACTIVE), "active");
    add(parts, countOf(counts, KeyState.EXPIRING), "expiring");
    add(parts, countOf(counts, KeyState.RETIRING), "retiring");
    add(parts, countSuspended(counts), "denied");
    if (!parts.isEmpty()) {
      return String.join(" · ", parts);
    }
    if (countEnded(counts) > 0) {
      return "none valid";
    }
    return "none";
  }

  /** Returns how many keys work now. */
  static long countValid(Map<KeyState, Long> counts) {
    return countOf(counts, KeyState.ACTIVE)
        + countOf(counts, KeyState.EXPIRING)
        + countOf(counts, KeyState.RETIRING);
  }

  /** Returns how many keys would work, were not their integration or agent switched off. */
  static long countSuspended(Map<KeyState, Long> counts) {
    return countOf(counts, KeyState.INTEGRATION_DISABLED)
        + countOf(counts, KeyState.AGENT_RESTRICTED);
  }

  private static long countEnded(Map<KeyState, Long> counts) {
    return countOf(counts, KeyState.REVOKED) + countOf(counts, KeyState.EXPIRED);
  }

  private static long countOf(Map<KeyState, Long> counts, KeyState state) {
    return counts.getOrDefault(state, 0L);
  }

  private static void add(List<String> parts, long count, String state) {
    if (count > 0) {
      parts.add(count + " " + state);
    }
  }
}
