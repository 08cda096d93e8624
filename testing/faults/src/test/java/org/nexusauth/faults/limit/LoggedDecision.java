package org.nexusauth.faults.limit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A line in the log of a node: what it decided, and when. The times are those of the host, which is
 * the store's host too, whatever the gate takes for the time: the decision was made between them.
 *
 * @param key the number of the key
 * @param outcome what became of the request
 * @param waited whether its thread waited for something in the gate
 */
record LoggedDecision(long startedAt, long endedAt, int key, Outcome outcome, boolean waited) {

  /** What becomes of a request. */
  enum Outcome {
    /** Granted. */
    PASSED,
    /** Denied by a limit. */
    LIMITED,
    /** Denied because what is left is not known. */
    UNKNOWN,
    /** Denied for another reason. */
    OTHER
  }

  /** Reads a node's log; a line that the node was killed in is left out. */
  static List<LoggedDecision> read(Path log) throws IOException {
    String text = Files.readString(log);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    return whole.lines().map(LoggedDecision::parse).toList();
  }

  private static LoggedDecision parse(String line) {
    String[] parts = line.split(" ", -1);
    return new LoggedDecision(
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        Integer.parseInt(parts[2]),
        Outcome.valueOf(parts[3]),
        Boolean.parseBoolean(parts[4]));
  }

  boolean hasPassed() {
    return outcome == Outcome.PASSED;
  }

  String toLine() {
    return startedAt + " " + endedAt + " " + key + " " + outcome + " " + waited + "\n";
  }
}
