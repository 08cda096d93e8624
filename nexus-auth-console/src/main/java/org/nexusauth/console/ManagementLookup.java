package org.nexusauth.console;

import jakarta.servlet.ServletContext;
import java.util.List;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.Management;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.web.ApplicationGates;

/** Finds the management of keys of an application, which belongs to its gate. */
final class ManagementLookup {
  private ManagementLookup() {}

  /**
   * Returns the services.
   *
   * @throws ProblemException when there are none at present
   */
  static ManagementServices requireServices(ServletContext context) {
    return requireManagement(context).services();
  }

  /**
   * Returns the management of keys.
   *
   * @throws ProblemException when there is none at present, or when filters with different
   *     parameters have several
   */
  static Management requireManagement(ServletContext context) {
    List<Management> found =
        ApplicationGates.gatesOf(context).stream()
            .flatMap(gate -> gate.extension(Management.class).stream())
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw ProblemException.unavailable(
          "This application has not started to manage keys. If this lasts, its filter for API keys"
              + " is missing or did not start: see its log.");
    }
    throw ProblemException.unavailable(
        "This application has several gates with records of keys. Give all its filters the same"
            + " parameters.");
  }
}
