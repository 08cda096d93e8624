package org.nexusauth.cli.explain;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.terminal.ExitCode;
import org.nexusauth.reason.Reason;

/**
 * What the gate would do with a key, and why.
 *
 * @param steps what was looked at, in the gate's order
 * @param denial why the gate would deny it, or null
 * @param signature whether the signature was checked, and how that ended
 * @param contents what the key says of itself, or null if it is no key at all
 */
record Explanation(
    List<Step> steps, @Nullable Denial denial, Signature signature, @Nullable Contents contents) {

  /** How a step ended. */
  enum Outcome {
    OK("ok"),
    DENIED("NO"),
    NOT_CHECKED("--");

    private final String mark;

    Outcome(String mark) {
      this.mark = mark;
    }

    String mark() {
      return mark;
    }

    /** Returns the name of this outcome in JSON reports, which programs read. */
    String jsonName() {
      return this == DENIED ? "refused" : name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is known of the signature. */
  enum Signature {
    GOOD,
    BAD,
    NOT_CHECKED
  }

  /**
   * One thing that was looked at.
   *
   * @param outcome how it ended
   * @param text what was found, for a person
   */
  record Step(Outcome outcome, String text) {}

  /**
   * A denial.
   *
   * @param reason the code that the client sees
   * @param detail what exactly is wrong
   * @param whatToDo the remedy
   */
  record Denial(Reason reason, String detail, String whatToDo) {

    String documentation() {
      return "docs/reasons.md#" + reason.code();
    }
  }

  /**
   * The decoded key.
   *
   * @param header its header, or empty if it is not one JSON object
   * @param claims its claims, or empty if they are not one JSON object
   */
  record Contents(Optional<Map<String, Object>> header, Optional<Map<String, Object>> claims) {}

  int exitCode() {
    if (denial == null) {
      return ExitCode.OK;
    }
    return ExitCode.DENIED;
  }
}
