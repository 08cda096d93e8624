package org.nexusauth.management.upkeep;

import org.nexusauth.management.model.AuditEvent.AuditActor;

/** Whom the audit log names for changes of the background work. */
final class BackgroundActor {
  private BackgroundActor() {}

  static AuditActor named(String name) {
    return new AuditActor(name, "SYSTEM", "-", null);
  }
}
