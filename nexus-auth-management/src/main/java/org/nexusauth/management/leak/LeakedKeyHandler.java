package org.nexusauth.management.leak;

import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.model.KeyRef;

/** Does what is to be done for a genuine key that was reported. Thread-safe. */
@FunctionalInterface
interface LeakedKeyHandler {
  /**
   * Revokes the key, or marks it alone. May be called again for the same key.
   *
   * @throws org.nexusauth.management.problem.ManagementException of kind {@code UNAVAILABLE}
   */
  void handleLeak(ChangeContext context, KeyRef ref, ReportedToken token);
}
