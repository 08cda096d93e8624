package org.nexusauth.console.page.signing;

import java.time.Instant;
import org.nexusauth.console.page.Counts;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.management.signing.SigningKeyView;

/**
 * What the page of a change of a signing key shows.
 *
 * @param change the kind of change
 * @param key the key as it is
 * @param form what was sent
 * @param errors what is wrong with it
 */
public record SigningKeyChangeView(
    SigningKeyChange change, SigningKeyView key, SigningKeyChangeForm form, FormErrors errors) {

  /** Returns whether the state of the key allows it. */
  public boolean isPossible() {
    return change.isPossible(key.state());
  }

  /** Returns whether verifiers have not had the time to read the key. */
  public boolean isEarly(Instant now) {
    return new SigningKeyLine(key).isEarly(now);
  }

  /** Returns whether the key signs at present. */
  public boolean isSigning() {
    return new SigningKeyLine(key).isSigning();
  }

  /** Returns the state of the key in words. */
  public String stateName() {
    return new SigningKeyLine(key).stateName();
  }

  /** Returns how many unexpired keys it has signed, with their noun. */
  public String describeKeys() {
    if (key.unexpiredKeys() == 1) {
      return "1 unexpired API key";
    }
    return Counts.format(key.unexpiredKeys()) + " unexpired API keys";
  }
}
