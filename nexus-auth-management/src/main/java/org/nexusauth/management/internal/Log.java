package org.nexusauth.management.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.nexusauth.internal.LogSanitizer;

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

  /** The management of keys is open. */
  public static void opened(String store, String node) {
    LOG.log(
        Level.INFO,
        () ->
            "NEXUS-1421 keys are managed here: records in the store %s, node %s"
                .formatted(store, node));
  }

  /** Records are kept in memory. */
  public static void recordsInMemory() {
    LOG.log(
        Level.WARNING,
        "NEXUS-1422 the records of keys are in the memory of this process: they are lost when it"
            + " ends. For more than a trial set nexus.auth.management.store=jdbc");
  }

  /** Background work failed; logged once until it succeeds. */
  public static void workFailed(String work, String problem) {
    LOG.log(
        Level.WARNING,
        () -> "NEXUS-1423 %s failed, and is tried again: %s".formatted(work, problem));
  }

  /** Background work succeeds again. */
  public static void workSucceeds(String work) {
    LOG.log(Level.INFO, () -> "NEXUS-1424 %s succeeds again".formatted(work));
  }

  /** Uses of more keys than are remembered; logged once until all fit again. */
  public static void usesLeftOut(int max, long grants) {
    LOG.log(
        Level.WARNING,
        () ->
            "NEXUS-1425 more than %s keys were used before their uses could be written: %s grants are in no record of last use; requests are not affected"
                .formatted(max, grants));
  }

  /** Uses that could not be written before the end. */
  public static void usesLost(int keys) {
    LOG.log(
        Level.WARNING,
        () ->
            "NEXUS-1426 the last uses of %s keys could not be written before the end: their records show earlier ones"
                .formatted(keys));
  }

  /** A key was signed, and what recognizes it could not be stored. */
  public static void marksNotStored(String keyId, Throwable cause) {
    LOG.log(
        Level.WARNING,
        "NEXUS-1402 the fingerprint and last four characters of key "
            + LogSanitizer.sanitize(keyId)
            + " could not be stored; the key itself is valid",
        cause);
  }

  /** More rotations at once than are held in memory; logged once until all fit again. */
  public static void tooManyRotations(int max) {
    LOG.log(
        Level.WARNING,
        () ->
            "NEXUS-1428 more than %s keys are being rotated: beyond that number an old key and its successor have limits of their own until rotations end"
                .formatted(max));
  }

  /** A preset of an environment names a plan that does not exist. */
  public static void unknownPresetPlan(String environment, String plan) {
    LOG.log(
        Level.WARNING,
        () ->
            "NEXUS-1429 new keys of %s get the plan \"%s\", and there is none of this name: they have the limits of the default plan. Set it by nexus.auth.limit.plans, create it in the console, or correct nexus.auth.management.environments"
                .formatted(environment, LogSanitizer.sanitize(plan)));
  }

  /**
   * A record was mended after a crash.
   *
   * @param what its kind and id
   */
  public static void mended(String what) {
    LOG.log(
        Level.INFO,
        () ->
            "NEXUS-1403 the record of %s differed from the revocation store, and was mended"
                .formatted(LogSanitizer.sanitize(what)));
  }
}
