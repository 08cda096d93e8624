package org.nexusauth.management.leak;

import java.time.Duration;
import java.util.List;

/** The result of a report of leaked keys. Holds no text of a key. */
public sealed interface LeakReportResult {

  /**
   * Every text was examined, and what is ours was revoked or marked.
   *
   * @param findings one for each different text, in the order of the report
   */
  record Handled(List<LeakFinding> findings) implements LeakReportResult {
    /** Copies the findings. */
    public Handled {
      findings = List.copyOf(findings);
    }
  }

  /**
   * The report claims to be GitHub's and is not. Nothing was done.
   *
   * @param message what is wrong, a sentence
   */
  record Denied(String message) implements LeakReportResult {}

  /**
   * The body is no report. Nothing was done.
   *
   * @param message what is wrong and what is right, a sentence
   */
  record Malformed(String message) implements LeakReportResult {}

  /**
   * The sender has reported too many texts that are no keys of ours. What came before in the same
   * report was done; the report may be sent again.
   *
   * @param retryAfter when
   */
  record Limited(Duration retryAfter) implements LeakReportResult {}
}
