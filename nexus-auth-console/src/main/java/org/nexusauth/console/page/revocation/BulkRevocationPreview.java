package org.nexusauth.console.page.revocation;

import java.util.List;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.KeyRevocationBatch.KeyOutcome;
import org.nexusauth.management.apikey.KeyRevocationBatch.Revocable;
import org.nexusauth.management.model.Integration;

/**
 * What would be revoked.
 *
 * @param integration the integration of the keys
 * @param outcomes what would become of each key; empty when none was selected
 * @param form the values of the form
 * @param errors what is wrong with them
 */
public record BulkRevocationPreview(
    Integration integration, List<KeyOutcome> outcomes, RevocationForm form, FormErrors errors) {

  /** Copies the outcomes. */
  public BulkRevocationPreview {
    outcomes = List.copyOf(outcomes);
  }

  /** Returns the keys that can be revoked. */
  public List<ApiKeyView> revocable() {
    return outcomes.stream()
        .filter(Revocable.class::isInstance)
        .map(outcome -> ((Revocable) outcome).key())
        .toList();
  }

  /** Returns what cannot be revoked. */
  public List<KeyOutcome> others() {
    return outcomes.stream().filter(outcome -> !(outcome instanceof Revocable)).toList();
  }

  /** Returns how many keys would be revoked, for example {@code 3 keys}. */
  public String count() {
    return BulkRevocationResult.countKeys(revocable().size());
  }
}
