package org.nexusauth.management.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** All messages of this module; the ids are listed in docs/messages.md. */
public final class Log {
  private static final Logger LOG = System.getLogger("org.nexusauth.management");

  private Log() {}

  /** This node could not read revocations that were committed with records. */
  public static void notCaughtUp(Throwable cause) {
    LOG.log(
        Level.WARNING,
        "NEXUS-1401 a change is committed, but this node could not read it from the revocation"
            + " store: it takes effect here with the next poll",
        cause);
  }

  /** A key was signed, and what recognizes it could not be stored. */
  public static void marksNotStored(String keyId, Throwable cause) {
    LOG.log(
        Level.WARNING,
        "NEXUS-1402 the fingerprint and last four characters of key "
            + keyId
            + " could not be stored; the key itself is valid",
        cause);
  }

  /** A record was mended after a crash. */
  public static void mended(String what) {
    LOG.log(Level.INFO, () -> "NEXUS-1403 " + what);
  }
}
