package org.nexusauth.management.signing;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.audit.AuditEntry;
import org.nexusauth.management.audit.AuditFieldsBuilder;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.model.SealedText;
import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.model.SigningKeyState;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;

/** Changes an issuer's signing keys in one transaction. Used by one thread. */
final class AuditedSigningKeyWriter {
  private static final String SUBJECT_KIND = "signing-key";

  private final AuditedWriter writer;
  private final List<SigningKeyRecord> keys;

  AuditedSigningKeyWriter(AuditedWriter writer, String issuer) {
    this.writer = writer;
    this.keys = writer.records().listSigningKeys(issuer);
  }

  AuditedWriter writer() {
    return writer;
  }

  /** Returns the keys as they were before the change. */
  List<SigningKeyRecord> keys() {
    return keys;
  }

  SigningKeyRecord requireKey(String keyId, ExpectedVersion version) {
    SigningKeyRecord key = findKey(keyId).orElseThrow(() -> keyNotFound());
    if (!version.accepts(key.version())) {
      throw staleVersion(keyId);
    }
    return key;
  }

  Optional<SigningKeyRecord> findKey(String keyId) {
    return keys.stream().filter(key -> key.keyId().equals(keyId)).findFirst();
  }

  Optional<SigningKeyRecord> findByState(SigningKeyState state) {
    return keys.stream().filter(key -> key.state() == state).findFirst();
  }

  /** Inserts the next key; there must be no other one, and its id must be free. */
  SigningKeyRecord insertNext(SigningKeyRecord key, String action) {
    findByState(SigningKeyState.NEXT)
        .ifPresent(
            next -> {
              throw ManagementException.of(
                  Kind.CONFLICT,
                  "The signing key %s is next already. Activate it, or retire it before you add another one."
                      .formatted(next.keyId()));
            });
    if (findKey(key.keyId()).isPresent() || !writer.records().insertSigningKey(key)) {
      throw ManagementException.of(
          Kind.CONFLICT,
          "There is or was a signing key with the id %s. Choose another id, or leave it out."
              .formatted(key.keyId()));
    }
    AuditFieldsBuilder fields =
        new AuditFieldsBuilder().with("state", key.state()).with("algorithm", key.algorithm());
    appendEvent(key, action, new AuditFieldsBuilder(), fields);
    return key;
  }

  /** Brings a key into the state that an action leads to; the action must be allowed. */
  SigningKeyRecord applyAction(
      SigningKeyAction action, SigningKeyRecord key, AuditFieldsBuilder details) {
    action.requireAllowed(key);
    SigningKeyRecord changed =
        withState(key, action.result(), action.dropsPrivatePart() ? null : key.sealedPrivateKey());
    updateRecord(changed);
    AuditFieldsBuilder before = new AuditFieldsBuilder().with("state", key.state());
    details.with("state", changed.state());
    appendEvent(key, action.auditName(), before, details);
    return changed;
  }

  /** Makes a key sign; the one that signs at present only verifies then. */
  SigningKeyRecord applySigning(
      SigningKeyAction action, SigningKeyRecord key, AuditFieldsBuilder details) {
    action.requireAllowed(key);
    findByState(SigningKeyState.SIGNING)
        .ifPresent(
            signing ->
                applyAction(
                    SigningKeyAction.REPLACE,
                    signing,
                    new AuditFieldsBuilder().with("successor", key.keyId())));
    return applyAction(action, key, details);
  }

  /** Stores the same private part, encrypted under another secret. */
  void updateSealed(SigningKeyRecord key, SealedText sealed, String action) {
    updateRecord(
        new SigningKeyRecord(
            key.issuer(),
            key.keyId(),
            key.algorithm(),
            key.state(),
            key.createdAt(),
            key.createdBy(),
            key.changedAt(),
            key.publicJwk(),
            sealed,
            key.version() + 1));
    appendEvent(key, action, new AuditFieldsBuilder(), new AuditFieldsBuilder());
  }

  private SigningKeyRecord withState(
      SigningKeyRecord key, SigningKeyState state, @Nullable SealedText sealed) {
    return new SigningKeyRecord(
        key.issuer(),
        key.keyId(),
        key.algorithm(),
        state,
        key.createdAt(),
        key.createdBy(),
        writer.now(),
        key.publicJwk(),
        sealed,
        key.version() + 1);
  }

  private void updateRecord(SigningKeyRecord changed) {
    if (!writer.records().updateSigningKey(changed)) {
      throw staleVersion(changed.keyId());
    }
  }

  private void appendEvent(
      SigningKeyRecord key, String action, AuditFieldsBuilder before, AuditFieldsBuilder after) {
    writer.appendEvent(
        new AuditEntry(null, action, SUBJECT_KIND, key.keyId(), before.values(), after.values()));
  }

  private static ManagementException keyNotFound() {
    return ManagementException.of(
        Kind.NOT_FOUND, "There is no such signing key. List the signing keys and check the id.");
  }

  private static ManagementException staleVersion(String keyId) {
    return ManagementException.of(
        Kind.STALE,
        "The signing key %s was changed after it was read. Read it again and repeat the change."
            .formatted(keyId));
  }
}
