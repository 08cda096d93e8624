package org.nexusauth.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.Explanation.Contents;
import org.nexusauth.cli.Explanation.Refusal;
import org.nexusauth.cli.Explanation.Signature;
import org.nexusauth.keys.internal.JsonText;

/** An explanation for a program: one JSON object in ASCII. */
final class JsonReport {

  private JsonReport() {}

  static String of(Explanation explanation) {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("verdict", verdict(explanation));
    Refusal refusal = explanation.refusal();
    if (refusal != null) {
      report.put("code", refusal.reason().code());
      report.put("status", refusal.reason().status());
      report.put("detail", refusal.detail());
      report.put("whatToDo", refusal.whatToDo());
      report.put("see", refusal.documentation());
    }
    report.put("signature", explanation.signature().name().toLowerCase(Locale.ROOT));
    report.put("steps", explanation.steps().stream().map(JsonReport::step).toList());
    Contents contents = explanation.contents();
    if (contents != null) {
      boolean signed = explanation.signature() == Signature.GOOD;
      report.put(signed ? "verified" : "unverified", contents(contents));
    }
    return ascii(JsonText.pretty(report));
  }

  private static String verdict(Explanation explanation) {
    if (explanation.refusal() != null) {
      return "refused";
    }
    return explanation.signature() == Signature.GOOD ? "let_in" : "unknown";
  }

  private static Map<String, String> step(Explanation.Step step) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("outcome", step.outcome().name().toLowerCase(Locale.ROOT));
    members.put("text", step.text());
    return members;
  }

  private static Map<String, @Nullable Object> contents(Contents contents) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("header", contents.header().orElse(null));
    members.put("claims", contents.claims().orElse(null));
    return members;
  }

  /** What is not ASCII stands in strings alone, where JSON has the same escapes. */
  private static String ascii(String json) {
    return json.lines().map(TerminalText::ascii).collect(Collectors.joining("\n"));
  }
}
