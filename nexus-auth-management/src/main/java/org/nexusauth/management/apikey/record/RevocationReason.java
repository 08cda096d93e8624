package org.nexusauth.management.apikey.record;

import java.util.Locale;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyRevocation.Cause;

/** The reason of a revocation in words, as the revocation store keeps it. */
public final class RevocationReason {
  private RevocationReason() {}

  /** Describes a revocation. */
  public static String describe(KeyRevocation revocation) {
    return describe(revocation.cause(), revocation.text());
  }

  /** Describes a revocation of a cause, with an operator's text, which may be empty. */
  public static String describe(Cause cause, String text) {
    String word = cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (text.isEmpty()) {
      return word;
    }
    if (cause == Cause.OTHER) {
      return text;
    }
    return word + ": " + text;
  }
}
