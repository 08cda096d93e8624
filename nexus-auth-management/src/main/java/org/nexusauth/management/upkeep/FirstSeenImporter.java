package org.nexusauth.management.upkeep;

import org.nexusauth.management.apikey.record.ImportedKeys;
import org.nexusauth.management.audit.AuditedChanges;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.verify.GenuineKey;
import org.nexusauth.verify.VerifiedApiKey;

/** Records keys that were issued elsewhere when a request is granted with them. Thread-safe. */
public final class FirstSeenImporter {
  private final AuditedChanges changes;

  /** Records keys through ports. */
  public FirstSeenImporter(ManagementPorts ports) {
    this.changes = new AuditedChanges(ports);
  }

  /**
   * Records a key that was granted a request, unless it has a record.
   *
   * @return whether it was recorded now
   * @throws org.nexusauth.management.problem.ManagementException of kind {@code UNAVAILABLE}
   */
  public boolean recordKey(VerifiedApiKey key) {
    return recordKey(KeyClaims.of(GenuineKey.of(key)));
  }

  /** Records a key by its claims, unless it has a record. */
  public boolean recordKey(KeyClaims claims) {
    return changes.makeChange(
        BackgroundActor.named("first seen"),
        change -> ImportedKeys.recordFirstSeen(change, claims));
  }
}
