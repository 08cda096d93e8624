package org.nexusauth.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;

/** The messages of the core, each with an id that {@code docs/messages.md} explains. */
public final class Log {
  private static final Logger LOGGER = System.getLogger("org.nexusauth");

  private Log() {}

  /** A gate is on: what is guarded, and how. */
  public static void started(String summary) {
    LOGGER.log(Level.INFO, () -> "NEXUS-1001 " + summary);
  }

  /** A gate is on, and nothing is guarded by it. */
  public static void startedOpen(String summary) {
    LOGGER.log(Level.WARNING, () -> "NEXUS-1001 " + summary);
  }

  /** A system property has an unknown name. */
  public static void unknownSystemProperty(String name) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1011 system property "
                + LogSanitizer.sanitize(name)
                + ": there is no such property");
  }

  /** A file of the application has settings that are not read. */
  public static void unreadFile(String problem) {
    LOGGER.log(Level.WARNING, () -> "NEXUS-1012 settings are not read: " + problem);
  }

  /** A request was denied. */
  public static void denied(Level level, Supplier<String> line) {
    LOGGER.log(level, () -> "NEXUS-1020 denied " + line.get());
  }

  /** The store failed or gave no valid answer; logged once until it answers again. */
  public static void statusUnavailable(String store, String problem) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1030 revocation store "
                + store
                + " does not answer: requests get 503: "
                + LogSanitizer.sanitize(problem));
  }

  /** The store answers again. */
  public static void statusAvailable(String store) {
    LOGGER.log(Level.INFO, () -> "NEXUS-1031 revocation store " + store + " answers again");
  }

  /** A replicated store was read to its end for the first time. */
  public static void feedLoaded(String store, long entries, Duration took) {
    LOGGER.log(
        Level.INFO,
        () ->
            "NEXUS-1033 revocation store %s is loaded: %s entries in %s ms"
                .formatted(store, entries, took.toMillis()));
  }

  /** A replicated store cannot be read; logged once for each problem until it can. */
  public static void feedFailing(String store, String problem) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1034 revocation store "
                + store
                + " cannot be read; this node's replica stays in use for"
                + " nexus.auth.revocation.max.staleness: "
                + LogSanitizer.escape(problem));
  }

  /** A replicated store can be read again. */
  public static void feedAnswersAgain(String store, Duration outage) {
    LOGGER.log(
        Level.INFO,
        () ->
            "NEXUS-1035 revocation store %s can be read again, after %s ms"
                .formatted(store, outage.toMillis()));
  }

  /** A replicated store is not the one that was read before. */
  public static void feedReplaced(String store, String problem) {
    LOGGER.log(
        Level.ERROR,
        () ->
            "NEXUS-1036 revocation store "
                + store
                + " is not the one that this node has replicated: requests get 503 until it is"
                + " restarted: "
                + LogSanitizer.escape(problem));
  }

  /** A store could not be closed. */
  public static void storeNotClosed(String store, String problem) {
    LOGGER.log(
        Level.WARNING, () -> "NEXUS-1037 store " + store + " could not be closed: " + problem);
  }

  /** What a module has attached to a gate could not be closed. */
  public static void extensionNotClosed(String extension, String problem) {
    LOGGER.log(Level.WARNING, () -> "NEXUS-1038 " + extension + " could not be closed: " + problem);
  }

  /** A listener threw; logged once for each listener. */
  public static void listenerFailed(String listener, String problem) {
    LOGGER.log(
        Level.WARNING,
        () -> "NEXUS-1032 listener " + listener + " failed, and may again: " + problem);
  }

  /** A listener threw when it was notified of an invalid key; logged once for its class. */
  public static void invalidationListenerFailed(String listener, String problem) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1060 key invalidation listener "
                + listener
                + " failed, and may again: "
                + problem);
  }

  /** The verification keys could not be read again; logged once until they can. */
  public static void keysNotRead(String problem, String serving) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1040 verification keys could not be read again: "
                + LogSanitizer.sanitize(problem)
                + "; still serving the last good ones, "
                + serving);
  }

  /** The verification keys can be read again. */
  public static void keysReadAgain(String serving) {
    LOGGER.log(Level.INFO, () -> "NEXUS-1041 verification keys were read again: " + serving);
  }

  /** A verification key is gone from its set; keys that it signed are denied. */
  public static void keyRetired(String key) {
    LOGGER.log(Level.INFO, () -> "NEXUS-1042 retired " + LogSanitizer.sanitize(key));
  }

  /** A verification key is new in its set; what it signed is accepted. */
  public static void keyAdded(String key) {
    LOGGER.log(Level.INFO, () -> "NEXUS-1043 added " + LogSanitizer.sanitize(key));
  }

  /** An entry of the set is not for verifying here; logged once while it is there. */
  public static void keyLeftOut(String entry) {
    LOGGER.log(
        Level.INFO,
        () ->
            "NEXUS-1044 left out of the verification keys, as not for verifying here: "
                + LogSanitizer.escape(entry));
  }

  /**
   * The keys were read again, and some of them must not be trusted; logged once for each problem.
   */
  public static void keysPartlyTrusted(String problem, String serving) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1045 verification keys were read again, and not all of them are trusted: it "
                + LogSanitizer.escape(problem)
                + "; serving "
                + serving);
  }

  /** The system's clock was set back; logged once until it has caught up. */
  public static void clockSetBack(Duration by) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1070 the system's clock was set back by "
                + by.toSeconds()
                + " s: this node continues from the time that it had; if that was wrong, restart"
                + " it");
  }

  /** The system's clock is no longer behind. */
  public static void clockCaughtUp() {
    LOGGER.log(Level.INFO, () -> "NEXUS-1071 the system's clock has caught up with this node's");
  }

  /** An address is over its limit of failures; logged once until there is quiet. */
  public static void tooManyFailures(String sender, int perMinute) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1050 "
                + LogSanitizer.sanitize(sender)
                + " sent more than "
                + perMinute
                + " invalid keys a minute: keys from there that are not known yet get 429; other"
                + " addresses are not named until none was denied for ten minutes");
  }

  /** The store of limits does not answer; logged once until it answers again. */
  public static void limitStoreUnavailable(String store, String problem) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1080 limit store "
                + store
                + " does not answer; nexus.auth.limit.on.unavailable says what holds: "
                + LogSanitizer.sanitize(problem));
  }

  /** The store of limits answers again. */
  public static void limitStoreAvailable(String store) {
    LOGGER.log(Level.INFO, () -> "NEXUS-1081 limit store " + store + " answers again");
  }

  /** The store of limits has lost what was counted. */
  public static void limitCountersLost(String store) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1082 limit store "
                + store
                + " has lost its counters; this node has it count again what it knows");
  }

  /** The thread that calls the store of limits met an error of its own. */
  public static void limitExchangeFailed(String problem) {
    LOGGER.log(
        Level.WARNING, () -> "NEXUS-1083 sharing of limits met an error and goes on: " + problem);
  }

  /** A key has a plan of limits that does not exist; logged once for each name. */
  public static void unknownPlan(String plan) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1084 a key has the plan \""
                + LogSanitizer.escape(plan)
                + "\", which does not exist: keys with it have the limits of the plan default");
  }

  /** A request exceeds a limit that is observed and not enforced. */
  public static void observedLimitExceeded(Level level, Supplier<String> line) {
    LOGGER.log(level, () -> "NEXUS-1085 would be denied: " + line.get());
  }

  /** The store of usage does not answer; logged once until it answers again. */
  public static void usageStoreUnavailable(String problem) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1086 usage is not written, and kept for a while: "
                + LogSanitizer.sanitize(problem));
  }

  /** The store of usage answers again. */
  public static void usageStoreAvailable() {
    LOGGER.log(Level.INFO, "NEXUS-1087 usage is written again");
  }

  /** Requests are not counted; logged once until there is room. */
  public static void usageDropped(long requests) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1088 "
                + requests
                + " requests were not counted: too much is waiting to be written; figures are too"
                + " small");
  }

  /** Usage could not be written before the end. */
  public static void usageLost(long rows) {
    LOGGER.log(
        Level.WARNING,
        () -> "NEXUS-1089 " + rows + " rows of usage could not be written before the end");
  }

  /** Usage is not added up; logged once until it is. */
  public static void usageUpkeepFailed(String problem) {
    LOGGER.log(
        Level.WARNING,
        () ->
            "NEXUS-1090 usage is not added up and old rows are not removed: "
                + LogSanitizer.sanitize(problem));
  }
}
