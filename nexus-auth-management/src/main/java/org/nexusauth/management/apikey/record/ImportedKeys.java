package org.nexusauth.management.apikey.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLabel.Origin;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyMarks;

/** Records of keys that were issued elsewhere: not managed here, and revocable. */
public final class ImportedKeys {
  private static final int MAX_NAME = 80;

  private ImportedKeys() {}

  /**
   * Records a key that a request was granted, unless it is recorded.
   *
   * @return whether it was recorded now
   */
  public static boolean recordFirstSeen(AuditedWriter change, KeyClaims claims) {
    if (change.records().findApiKey(claims.ref()).isPresent()) {
      return false;
    }
    AuditedKeyWriter.insertKey(
        change, "key.import", recordOf(claims, null, change.actor().name(), change.now()));
    return true;
  }

  /**
   * Returns the record of a key that was issued elsewhere. Where it is used is not known; what is
   * said of production is the safest.
   *
   * @param marks the marks of its text; null where the text is not known
   */
  public static ApiKeyRecord recordOf(
      KeyClaims claims, @Nullable KeyMarks marks, String importedBy, Instant now) {
    KeyLabel label =
        new KeyLabel(
            nameOf(claims.ref().keyId()), Environment.PRODUCTION, Origin.IMPORTED, importedBy, now);
    return new ApiKeyRecord(claims, label, marks, KeyLifecycle.NEW, 1);
  }

  /** Returns the start of the key's id. */
  private static String nameOf(String keyId) {
    int length = Math.min(MAX_NAME, keyId.codePointCount(0, keyId.length()));
    return keyId.substring(0, keyId.offsetByCodePoints(0, length));
  }
}
