package org.nexusauth.management.apikey;

import java.util.Locale;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyRevocation.Cause;

/** The reason of a revocation in words, as the revocation store keeps it. */
final class RevocationReason {
  private RevocationReason() {}

  static String describe(KeyRevocation revocation) {
    return describe(revocation.cause(), revocation.text());
  }

  static String describe(Cause cause, String text) {
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
