package org.nexusauth.jdbc.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The messages of this store, each with an id that {@code docs/messages.md} explains. */
public final class Log {
  private static final Logger LOGGER = System.getLogger("org.nexusauth.jdbc");

  private Log() {}

  /** A weak setting is accepted, as the operator configured. */
  public static void assumedDurable(String weakness) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1500 the database may lose revocations, and is used all the same, as"
                + " nexus.auth.revocation.assume.durable says: "
                + weakness);
  }

  /** Deleting what expired long ago failed; logged once until it succeeds. */
  public static void cleaningFailed(String problem) {
    LOGGER.log(
        Level.WARNING,
        () -> "NEXUS-1501 revocations that expired long ago cannot be deleted: " + problem);
  }

  /** Deleting windows that ended failed; logged once until it succeeds. */
  public static void limitCleaningFailed(String problem) {
    LOGGER.log(
        Level.WARNING,
        () -> "NEXUS-1504 windows of limits that ended cannot be deleted: " + problem);
  }

  /** Revocations, and the database's password, may cross a network in plain text. */
  public static void plainTextConnection(String property) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1503 "
                + property
                + " leads to PostgreSQL on another machine and does not require TLS: what is sent can"
                + " be read and changed on the way; add sslmode=verify-full to the URL");
  }

  /** A thread of the store did not end in time. */
  public static void stillBusy() {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1502 the database did not answer while the store was closed; its thread ends later");
  }
}
