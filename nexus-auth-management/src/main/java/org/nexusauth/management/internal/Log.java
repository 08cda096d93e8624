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
}
