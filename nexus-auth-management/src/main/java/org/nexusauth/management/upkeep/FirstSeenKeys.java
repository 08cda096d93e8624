package org.nexusauth.management.upkeep;

import java.util.Collection;
import java.util.List;
import org.nexusauth.management.apikey.ImportedKeys;
import org.nexusauth.management.audit.AuditedChanges;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.store.ManagementPorts;

/** Records keys that were issued elsewhere when a request is granted with them. Thread-safe. */
public final class FirstSeenKeys {
  private final ManagementPorts ports;
  private final AuditedChanges changes;

  /** Records keys through ports. */
  public FirstSeenKeys(ManagementPorts ports) {
    this.ports = ports;
    this.changes = new AuditedChanges(ports);
  }

  /**
   * Records those keys that have no record. Costs one read where all have one.
   *
   * @param keys what keys that were verified say of themselves
   * @return how many were recorded now
   * @throws org.nexusauth.management.problem.ManagementException of kind {@code UNAVAILABLE}
   */
  public int recordKeys(Collection<KeyClaims> keys) {
    List<KeyClaims> unknown =
        ports
            .records()
            .read(
                all ->
                    keys.stream().filter(key -> all.findApiKey(key.ref()).isEmpty()).toList());
    int recorded = 0;
    for (KeyClaims claims : unknown) {
      boolean isNew =
          changes.makeChange(
              BackgroundActor.named("first seen"),
              change -> ImportedKeys.recordFirstSeen(change, claims));
      if (isNew) {
        recorded++;
      }
    }
    return recorded;
  }
}
