package org.nexusauth.management.apikey;

import java.util.Optional;
import org.nexusauth.keys.KeyFingerprint;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.apikey.record.AuditedKeyWriter;
import org.nexusauth.management.apikey.record.ImportedKeys;
import org.nexusauth.management.apikey.record.KeyRecordUpdates;
import org.nexusauth.management.audit.AuditedChanges;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.internal.InputErrors;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyMarks;
import org.nexusauth.management.model.KeyRef;

/** Records keys that were issued elsewhere. */
final class KeyImporter {
  private final KeyTextReader keyTexts;
  private final String prefix;
  private final AuditedChanges changes;

  KeyImporter(KeyTextReader keyTexts, String prefix, AuditedChanges changes) {
    this.keyTexts = keyTexts;
    this.prefix = prefix;
    this.changes = changes;
  }

  /** Records a key; one that is recorded already gets its marks if they are missing. */
  KeyRef importKey(ChangeContext context, String keyText) {
    Optional<KeyClaims> claims =
        keyTexts
            .readGenuineKey(keyText)
            .filter(found -> context.operator().sees(found.ref().organizationId()));
    KeyClaims genuine = claims.orElseThrow(KeyImporter::notGenuine);
    KeyMarks marks = marksOf(keyText);
    changes.makeChange(
        context,
        change -> {
          writeImported(change, genuine, marks);
          return true;
        });
    return genuine.ref();
  }

  /** Whether it is another organization's key, or none, is not said. */
  private static RuntimeException notGenuine() {
    return new InputErrors()
        .add(
            "key",
            "This is not a genuine key of an organization that you see: check that it is complete,"
                + " and that this application has the key that it is signed with.")
        .toException();
  }

  private static void writeImported(AuditedWriter change, KeyClaims claims, KeyMarks marks) {
    Optional<ApiKeyRecord> known = change.records().findApiKey(claims.ref());
    if (known.isEmpty()) {
      AuditedKeyWriter.insertKey(
          change,
          "key.import",
          ImportedKeys.recordOf(claims, marks, change.actor().name(), change.now()));
    } else if (known.get().marks() == null) {
      AuditedKeyWriter.updateKey(
          change, "key.import", known.get(), KeyRecordUpdates.withMarks(known.get(), marks));
    }
  }

  private KeyMarks marksOf(String keyText) {
    String complete = keyText;
    if (!keyText.startsWith(prefix)) {
      complete = prefix + keyText;
    }
    return new KeyMarks(
        KeyFingerprint.fingerprintOf(complete), KeyFingerprint.lastFourOf(complete));
  }
}
