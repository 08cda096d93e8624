package org.nexusauth.console.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.access.Operator;

/** Writes pages. Thread-safe. */
public interface PageWriter {

  /** Writes a page. */
  void writePage(HttpExchange exchange, ConsoleCall call, Html page) throws IOException;

  /**
   * Writes the page of a problem, with its status and headers.
   *
   * @param operator who calls; null while that is not known
   */
  void writeProblem(HttpExchange exchange, @Nullable Operator operator, ProblemException problem)
      throws IOException;

  /** Writes a page for someone who is no operator, or not yet. */
  void writeAccessPage(HttpExchange exchange, AccessPage page) throws IOException;
}
