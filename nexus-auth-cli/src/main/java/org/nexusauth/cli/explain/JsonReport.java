package org.nexusauth.cli.explain;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.terminal.JsonPrinter;
import org.nexusauth.explain.Explanation;
import org.nexusauth.explain.Explanation.Contents;
import org.nexusauth.explain.Explanation.Denial;
import org.nexusauth.explain.Explanation.Outcome;
import org.nexusauth.explain.Explanation.Signature;
import org.nexusauth.keys.internal.JsonText;

/** An explanation for a program: one JSON object in ASCII. */
final class JsonReport {

  private JsonReport() {}

  static String toJson(Explanation explanation) {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("verdict", verdictOf(explanation));
    Denial denial = explanation.denial();
    if (denial != null) {
      report.put("code", denial.reason().code());
      report.put("status", denial.reason().status());
      report.put("detail", denial.detail());
      report.put("whatToDo", denial.whatToDo());
      report.put("see", denial.documentation());
    }
    report.put("signature", explanation.signature().name().toLowerCase(Locale.ROOT));
    report.put("steps", explanation.steps().stream().map(JsonReport::membersOf).toList());
    Contents contents = explanation.contents();
    if (contents != null) {
      report.put(contentsName(explanation.signature()), membersOf(contents));
    }
    return JsonPrinter.escapeNonAscii(JsonText.pretty(report));
  }

  private static String verdictOf(Explanation explanation) {
    if (explanation.denial() != null) {
      return "refused";
    }
    if (explanation.signature() == Signature.GOOD) {
      return "let_in";
    }
    return "unknown";
  }

  /** Returns the name of an outcome, which programs read. */
  private static String nameOf(Outcome outcome) {
    if (outcome == Outcome.DENIED) {
      return "refused";
    }
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private static String contentsName(Signature signature) {
    if (signature == Signature.GOOD) {
      return "verified";
    }
    return "unverified";
  }

  private static Map<String, String> membersOf(Explanation.Step step) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("outcome", nameOf(step.outcome()));
    members.put("text", step.text());
    return members;
  }

  private static Map<String, @Nullable Object> membersOf(Contents contents) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("header", contents.header().orElse(null));
    members.put("claims", contents.claims().orElse(null));
    return members;
  }
}
