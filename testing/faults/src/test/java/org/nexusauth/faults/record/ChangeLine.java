package org.nexusauth.faults.record;

import java.util.List;

/**
 * What a process says of a change, on a line of its own: {@code begin key.rotate ID} before it, and
 * after it {@code done key.rotate ID NEW_ID TEXT}.
 *
 * @param done whether the change was acknowledged
 * @param action the action of its audit event
 * @param subjectId what is changed; of a new key its integration
 * @param made the id and the text of a key that was made; else empty
 */
record ChangeLine(boolean done, String action, String subjectId, List<String> made) {
  static final String CREATE = "key.create";
  static final String ROTATE = "key.rotate";
  static final String CANCEL = "key.cancel-rotation";
  static final String REVOKE = "key.revoke";
  static final String DISABLE = "integration.disable";
  static final String ENABLE = "integration.enable";

  private static final String BEGIN = "begin";
  private static final String DONE = "done";
  private static final int MADE = 3;

  static String beginOf(String action, String subjectId) {
    return String.join(" ", BEGIN, action, subjectId);
  }

  static String doneOf(String action, String subjectId, String... made) {
    return String.join(" ", DONE, action, subjectId, String.join(" ", made)).strip();
  }

  /** Reads a whole line; of another text it fails. */
  static ChangeLine parse(String line) {
    List<String> parts = List.of(line.split(" "));
    if (parts.size() < MADE || !List.of(BEGIN, DONE).contains(parts.get(0))) {
      throw new IllegalArgumentException(line);
    }
    return new ChangeLine(
        parts.get(0).equals(DONE), parts.get(1), parts.get(2), parts.subList(MADE, parts.size()));
  }

  String madeId() {
    return made.get(0);
  }

  String madeText() {
    return made.get(1);
  }
}
