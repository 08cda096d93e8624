package org.nexusauth.sample.web;

/** What the sample's API logs. */
final class Log {

  private static final System.Logger LOG = System.getLogger("org.nexusauth.sample");
  private static final System.Logger ACCESS = System.getLogger("org.nexusauth.sample.access");

  private Log() {}

  static void access(String line) {
    ACCESS.log(System.Logger.Level.INFO, "NEXUS-1600 " + line);
  }

  static void lostConnection() {
    LOG.log(
        System.Logger.Level.DEBUG, "NEXUS-1602 a client went away before it had sent or read all");
  }

  static void unexpectedFailure(Throwable problem) {
    LOG.log(
        System.Logger.Level.ERROR,
        "NEXUS-1601 a request failed and was answered with 500",
        problem);
  }
}
