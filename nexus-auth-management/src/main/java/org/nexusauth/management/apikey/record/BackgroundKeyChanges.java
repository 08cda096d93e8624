package org.nexusauth.management.apikey.record;

import java.util.Map;
import org.nexusauth.management.audit.AuditEntry;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.Rotation;

/** Changes of a key's record that the background work makes. */
public final class BackgroundKeyChanges {
  private BackgroundKeyChanges() {}

  /** Writes that the grace of an old key began. */
  public static void writeGrace(AuditedWriter change, ApiKeyRecord old, Rotation started) {
    AuditedKeyWriter.updateKey(
        change, "key.begin-grace", old, KeyRecordUpdates.withRotation(old, started));
  }

  /** Writes a revocation that the revocation store has and the record has not. */
  public static void writeRevocation(
      AuditedWriter change, ApiKeyRecord key, KeyRevocation revocation) {
    AuditedKeyWriter.updateKey(
        change, "key.mend", key, KeyRecordUpdates.withRevocation(key, revocation));
  }

  /** Writes that the revocation store was made to fit the record, which does not change. */
  public static void noteMended(AuditedWriter change, ApiKeyRecord key) {
    change.appendEvent(
        new AuditEntry(
            key.ref().organizationId(),
            "key.mend",
            AuditedKeyWriter.KIND,
            key.ref().keyId(),
            Map.of(),
            Map.of()));
  }
}
