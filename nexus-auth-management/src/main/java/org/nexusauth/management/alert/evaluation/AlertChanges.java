package org.nexusauth.management.alert.evaluation;

import java.util.List;
import org.nexusauth.management.model.alert.Alert;

/**
 * What an evaluation changes.
 *
 * @param opened new alerts, of version 1
 * @param updated open alerts that were found again or are more severe, of their next version
 * @param closed alerts that are over, of their next version
 * @param leftOut how many findings are not recorded, because a rule has too many open alerts in an
 *     organization
 */
record AlertChanges(List<Alert> opened, List<Alert> updated, List<Alert> closed, long leftOut) {

  /** Copies the lists. */
  AlertChanges {
    opened = List.copyOf(opened);
    updated = List.copyOf(updated);
    closed = List.copyOf(closed);
  }

  boolean isEmpty() {
    return opened.isEmpty() && updated.isEmpty() && closed.isEmpty();
  }
}
