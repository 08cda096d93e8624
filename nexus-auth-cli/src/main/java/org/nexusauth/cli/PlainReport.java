package org.nexusauth.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nexusauth.cli.Explanation.Contents;
import org.nexusauth.cli.Explanation.Refusal;
import org.nexusauth.cli.Explanation.Signature;
import org.nexusauth.cli.Explanation.Step;
import org.nexusauth.keys.internal.JsonText;

/** An explanation for a person. Nothing that a key holds reaches the terminal unescaped. */
final class PlainReport {

  private static final Set<String> TIMES = Set.of("exp", "iat", "nbf");

  /** 9999-12-31T23:59:59Z: later numbers are no times that anybody meant. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private final PrintWriter out;

  PlainReport(PrintWriter out) {
    this.out = out;
  }

  /** Prints the contents of a key whose signature is good only if asked to. */
  void print(Explanation explanation, boolean showContents) {
    for (Step step : explanation.steps()) {
      line(step.outcome().mark() + "  " + step.text());
    }
    Refusal refusal = explanation.refusal();
    if (refusal != null) {
      line("  What to do: " + refusal.whatToDo() + "; see " + refusal.documentation());
    }
    Contents contents = explanation.contents();
    boolean signed = explanation.signature() == Signature.GOOD;
    if (contents != null && (showContents || !signed)) {
      line("");
      line(signed ? "Signed:" : "UNVERIFIED, anybody can write this:");
      members("header", contents.header());
      members("claims", contents.claims());
    }
  }

  private void members(String name, Optional<Map<String, Object>> members) {
    if (members.isEmpty()) {
      line("  " + name + ": not one JSON object");
      return;
    }
    line("  " + name);
    members.get().forEach((member, value) -> line("    " + member + ": " + shown(member, value)));
  }

  private static String shown(String name, Object value) {
    String json = JsonText.compact(value);
    boolean time =
        TIMES.contains(name)
            && value instanceof Long second
            && second >= 0
            && second <= LAST_SECOND;
    return time ? json + " = " + Instant.ofEpochSecond((Long) value) : json;
  }

  private void line(String text) {
    out.println(TerminalText.of(text));
  }
}
