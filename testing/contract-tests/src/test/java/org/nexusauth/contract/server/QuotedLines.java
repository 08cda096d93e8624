package org.nexusauth.contract.server;

/** Lines of a log in which a server quotes what it could not read, before any code of ours runs. */
public final class QuotedLines {

  private QuotedLines() {}

  /** Tomcat quotes a header line that it could not parse; this is the only exception. */
  public static boolean areOfServer(String line) {
    return line.contains("The HTTP header line [") && line.contains("does not conform to RFC ");
  }
}
