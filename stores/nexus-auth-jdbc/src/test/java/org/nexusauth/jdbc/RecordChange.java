package org.nexusauth.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.AuditEvent.AuditActor;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.store.ManagementStore;
import org.nexusauth.management.store.RecordWriter;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;

/**
 * A change as the services make it: a key's record, its revocation and its event in one
 * transaction.
 */
final class RecordChange {
  static final Instant AT = Instant.parse("2026-11-30T13:00:00Z");

  private RecordChange() {}

  static KeyRef refOf(String keyId) {
    return new KeyRef("org_1", "int_1", keyId);
  }

  static ApiKeyRecord keyOf(String keyId, KeyLifecycle lifecycle) {
    return new ApiKeyRecord(
        new KeyClaims(null, refOf(keyId), "agt_1", List.of("read"), null, null, AT, null),
        new KeyLabel("Orders", Environment.PRODUCTION, KeyLabel.Origin.ISSUED, "ada", AT),
        null,
        lifecycle,
        1);
  }

  static boolean isKnown(ManagementStore store, String keyId) {
    return store.read(all -> all.findApiKey(refOf(keyId)).isPresent());
  }

  /** Writes a key that is revoked at once. */
  static boolean writeRevoked(RecordWriter all, String keyId) {
    KeyRevocation revocation = new KeyRevocation(AT, "ada", KeyRevocation.Cause.LEAKED, "");
    boolean written =
        all.insertApiKey(keyOf(keyId, new KeyLifecycle(null, null, revocation, null)));
    all.revocations()
        .revoke(
            new Revocation(Subject.key(null, "org_1", "int_1", keyId), AT, null, null, "leaked"));
    appendEvent(all, keyId);
    return written;
  }

  static void appendEvent(RecordWriter all, String keyId) {
    Optional<AuditEvent> last = all.lastAuditEvent();
    all.appendAuditEvent(
        new AuditEvent(
            last.map(AuditEvent::sequence).orElse(0L) + 1,
            AT,
            new AuditActor("ada", "OPERATOR", "req-1", null),
            "org_1",
            "key.revoke",
            "key",
            keyId,
            Map.of(),
            Map.of("state", "revoked"),
            hashAfter(last.map(AuditEvent::hash).orElse(""), keyId)));
  }

  static String hashAfter(String previous, String keyId) {
    try {
      byte[] text = (previous + keyId).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
