package org.nexusauth.management.leak;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyState;

/** The messages about leaked keys, each with an id that {@code docs/messages.md} explains. */
final class Log {
  private static final Logger LOGGER = System.getLogger("org.nexusauth.management");

  private Log() {}

  /** A genuine key was reported; once for each key. */
  static void keyLeaked(KeyRef ref, String source, KeyState state) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1551 a key was reported as leaked and is "
                + outcome(state)
                + ": key="
                + LogSanitizer.fieldValue(ref.keyId())
                + " integration="
                + LogSanitizer.fieldValue(ref.integrationId())
                + " organization="
                + LogSanitizer.fieldValue(ref.organizationId())
                + " source="
                + LogSanitizer.fieldValue(source));
  }

  private static String outcome(KeyState state) {
    return switch (state) {
      case REVOKED -> "revoked";
      case EXPIRED -> "marked as exposed; it has expired";
      default -> "marked as exposed, but not revoked: revoke it";
    };
  }

  /** A report claims to be GitHub's and is not. */
  static void signatureDenied(@Nullable String address, String problem) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1552 a report of leaked keys that claims to be GitHub's was denied: "
                + problem
                + "; from "
                + LogSanitizer.fieldValue(address));
  }

  /** The keys of GitHub could not be read again. */
  static void keysNotReloaded(String problem) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1553 the keys of GitHub's secret scanning could not be read again, the last"
                + " ones are used: "
                + LogSanitizer.sanitize(problem));
  }
}
