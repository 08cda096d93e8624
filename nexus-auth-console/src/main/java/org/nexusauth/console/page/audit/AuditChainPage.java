package org.nexusauth.console.page.audit;

import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.model.AuditHead;

/**
 * Verifies the chain of the audit log, a part in each request, so that a long log does not hold a
 * request for minutes.
 */
final class AuditChainPage {
  /** A few seconds of work on a small server. */
  private static final int MAX_EVENTS = 100_000;

  private AuditChainPage() {}

  static ConsoleResponse verify(ConsoleCall call) {
    AuditHead start = readStart(call);
    call.form().finish();
    AuditChainView view =
        new AuditChainView(
            call.services().auditLog().verifyPart(call.operator(), start, MAX_EVENTS));
    return ConsoleResponse.page(
        new HtmlPage("auditchain", "Chain of the audit log", Section.AUDIT, view));
  }

  /** Where an earlier part ended; the beginning without one. */
  private static AuditHead readStart(ConsoleCall call) {
    String sequence = call.form().readText("sequence");
    String hash = call.form().readText("hash");
    if (sequence.isEmpty()) {
      return AuditHead.EMPTY;
    }
    if (!sequence.matches("[0-9]{1,18}")) {
      throw ProblemException.invalid("sequence", "Expected the number of an event.");
    }
    return new AuditHead(Long.parseLong(sequence), hash);
  }
}
