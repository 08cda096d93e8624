package org.nexusauth.console.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.nexusauth.management.leak.LeakFinding;

/** The answer to a report of leaked keys, as GitHub's secret scanning expects it. */
public final class LeakReportJson {
  private LeakReportJson() {}

  /** Returns an array with an object for each token. */
  public static ArrayNode render(List<LeakFinding> findings) {
    ArrayNode answer = ApiJson.array();
    for (LeakFinding finding : findings) {
      answer
          .addObject()
          .put("token_hash", finding.tokenHash())
          .put("token_type", finding.tokenType())
          .put("label", finding.genuine() ? "true_positive" : "false_positive");
    }
    return answer;
  }
}
