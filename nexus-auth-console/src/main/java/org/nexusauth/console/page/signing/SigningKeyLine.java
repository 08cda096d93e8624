package org.nexusauth.console.page.signing;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.nexusauth.console.page.Counts;
import org.nexusauth.management.model.SigningKeyState;
import org.nexusauth.management.signing.SigningKeyView;

/**
 * A signing key of the list.
 *
 * @param key the key
 */
public record SigningKeyLine(SigningKeyView key) {

  boolean isNext() {
    return key.state() == SigningKeyState.NEXT;
  }

  /** Returns whether verifiers have not had the time to read it. */
  public boolean isEarly(Instant now) {
    Instant signsFrom = key.signsFrom();
    return signsFrom != null && now.isBefore(signsFrom);
  }

  /** Returns whether it signs. */
  public boolean isSigning() {
    return key.state() == SigningKeyState.SIGNING;
  }

  /** Returns its state in words. */
  public String stateName() {
    if (key.state() == SigningKeyState.VERIFY_ONLY) {
      return "verify-only";
    }
    return key.state().name().toLowerCase(Locale.ROOT);
  }

  /** Returns the class of the tint of its state. */
  public String tint() {
    return switch (key.state()) {
      case SIGNING -> "good";
      case NEXT -> "warn";
      case VERIFY_ONLY, RETIRED -> "ended";
      case REVOKED -> "bad";
    };
  }

  /** Returns how many unexpired keys it has signed. */
  public String unexpiredKeys() {
    return Counts.format(key.unexpiredKeys());
  }

  /**
   * Returns what can be done to it.
   *
   * @param hasSecret whether its private part can be used here
   */
  public List<SigningKeyChange> changes(boolean hasSecret) {
    return Arrays.stream(SigningKeyChange.values())
        .filter(change -> change.isPossible(key.state()))
        .filter(change -> hasSecret || !change.needsSecret())
        .toList();
  }
}
