package org.nexusauth.cli.explain;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nexusauth.cli.terminal.TerminalText;
import org.nexusauth.explain.Explanation;
import org.nexusauth.explain.Explanation.Contents;
import org.nexusauth.explain.Explanation.Denial;
import org.nexusauth.explain.Explanation.Outcome;
import org.nexusauth.explain.Explanation.Signature;
import org.nexusauth.explain.Explanation.Step;
import org.nexusauth.keys.internal.JsonText;

/** An explanation for a person. Nothing from a key reaches the terminal unescaped. */
final class PlainReport {

  private static final Set<String> TIMES = Set.of("exp", "iat", "nbf");

  /** 9999-12-31T23:59:59Z: larger numbers are not printed as times. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private final PrintWriter out;

  PlainReport(PrintWriter out) {
    this.out = out;
  }

  /** Prints the steps; the contents too, unless the signature is valid and they are not wanted. */
  void printExplanation(Explanation explanation, boolean showContents) {
    for (Step step : explanation.steps()) {
      printLine(markOf(step.outcome()) + "  " + step.text());
    }
    Denial denial = explanation.denial();
    if (denial != null) {
      printLine("  What to do: " + denial.whatToDo() + "; see " + denial.documentation());
    }
    Contents contents = explanation.contents();
    boolean signed = explanation.signature() == Signature.GOOD;
    if (contents != null && (showContents || !signed)) {
      printLine("");
      printLine(heading(explanation.signature()));
      printMembers("header", contents.header());
      printMembers("claims", contents.claims());
    }
  }

  private static String markOf(Outcome outcome) {
    return switch (outcome) {
      case OK -> "ok";
      case DENIED -> "NO";
      case NOT_CHECKED -> "--";
    };
  }

  private static String heading(Signature signature) {
    if (signature == Signature.GOOD) {
      return "Signed:";
    }
    return "UNVERIFIED, anybody can write this:";
  }

  private void printMembers(String name, Optional<Map<String, Object>> members) {
    if (members.isEmpty()) {
      printLine("  " + name + ": not one JSON object");
      return;
    }
    printLine("  " + name);
    members
        .get()
        .forEach((member, value) -> printLine("    " + member + ": " + formatValue(member, value)));
  }

  private static String formatValue(String name, Object value) {
    String json = JsonText.compact(value);
    boolean time =
        TIMES.contains(name)
            && value instanceof Long second
            && second >= 0
            && second <= LAST_SECOND;
    if (time) {
      return json + " = " + Instant.ofEpochSecond((Long) value);
    }
    return json;
  }

  private void printLine(String text) {
    out.println(TerminalText.escapeHidden(text));
  }
}
