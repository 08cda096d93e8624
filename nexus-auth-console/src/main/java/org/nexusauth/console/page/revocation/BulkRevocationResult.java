package org.nexusauth.console.page.revocation;

import java.util.List;
import org.nexusauth.management.apikey.KeyRevocationBatch.KeyOutcome;
import org.nexusauth.management.apikey.KeyRevocationBatch.NotRevoked;
import org.nexusauth.management.apikey.KeyRevocationBatch.Revoked;
import org.nexusauth.management.model.Integration;

/**
 * What was revoked.
 *
 * @param integration the integration of the keys
 * @param outcomes what became of each key
 * @param form what was ordered
 */
public record BulkRevocationResult(
    Integration integration, List<KeyOutcome> outcomes, RevocationForm form) {

  /** Copies the outcomes. */
  public BulkRevocationResult {
    outcomes = List.copyOf(outcomes);
  }

  /** Returns the title: how many keys of how many were revoked. */
  public String title() {
    long revoked = outcomes.stream().filter(Revoked.class::isInstance).count();
    if (revoked == outcomes.size()) {
      return countKeys(revoked) + " revoked";
    }
    return "%s of %s revoked".formatted(revoked, countKeys(outcomes.size()));
  }

  /** Returns what was not revoked, and may be tried again. */
  public List<NotRevoked> failed() {
    return outcomes.stream()
        .filter(NotRevoked.class::isInstance)
        .map(NotRevoked.class::cast)
        .toList();
  }

  /** Returns a number of keys in words, for example {@code 1 key}. */
  static String countKeys(long count) {
    if (count == 1) {
      return "1 key";
    }
    return count + " keys";
  }
}
