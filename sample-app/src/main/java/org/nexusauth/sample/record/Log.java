package org.nexusauth.sample.record;

/** The messages about the sample's records; docs/messages.md lists them. */
final class Log {

  private static final System.Logger LOG = System.getLogger("org.nexusauth.sample.record");

  private Log() {}

  static void notRecorded(String problem) {
    LOG.log(
        System.Logger.Level.WARNING,
        "NEXUS-1605 the demo keys work, but not all of them have records: %s".formatted(problem));
  }
}
