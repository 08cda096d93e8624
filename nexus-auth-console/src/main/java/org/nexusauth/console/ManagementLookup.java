package org.nexusauth.console;

import jakarta.servlet.ServletContext;
import java.util.List;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.ManagementServices;

/** Finds the services of an application, which belong to its gate. */
final class ManagementLookup {
  private ManagementLookup() {}

  /**
   * Returns the services.
   *
   * @throws ProblemException when there are none at present
   */
  static ManagementServices requireServices(ServletContext context) {
    List<ManagementServices> found = List.of();
    throw ProblemException.unavailable(
        "This application has no gate with records of keys (%s).".formatted(found.size()));
  }
}
