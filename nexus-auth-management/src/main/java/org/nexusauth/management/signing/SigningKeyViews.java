package org.nexusauth.management.signing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.model.SigningKeyState;
import org.nexusauth.management.store.RecordReader;

/** Reads an issuer's signing keys as they are shown: from when they may sign, and what they end. */
final class SigningKeyViews {
  private final SigningSettings settings;

  SigningKeyViews(SigningSettings settings) {
    this.settings = settings;
  }

  /** Returns all of the issuer's keys, the newest first. */
  List<SigningKeyView> readViews(RecordReader records, Instant now) {
    List<SigningKeyRecord> keys = records.listSigningKeys(settings.issuer());
    return keys.stream().map(key -> viewOf(records, key, keys.size(), now)).toList();
  }

  SigningKeyView viewOf(RecordReader records, SigningKeyRecord key, Instant now) {
    return viewOf(records, key, records.listSigningKeys(settings.issuer()).size(), now);
  }

  private SigningKeyView viewOf(
      RecordReader records, SigningKeyRecord key, int keyCount, Instant now) {
    return new SigningKeyView(
        key.issuer(),
        key.keyId(),
        key.algorithm(),
        key.state(),
        key.createdAt(),
        key.createdBy(),
        key.changedAt(),
        countUnexpiredKeys(records, key, now),
        signsFromIfNext(key, keyCount),
        key.version());
  }

  /** Counts the keys that would end with a signing key. */
  long countUnexpiredKeys(RecordReader records, SigningKeyRecord key, Instant now) {
    return records.countUnexpiredKeys(settings.issuer(), key.keyId(), now);
  }

  private @Nullable Instant signsFromIfNext(SigningKeyRecord key, int keyCount) {
    if (key.state() != SigningKeyState.NEXT) {
      return null;
    }
    return signsFrom(key, keyCount);
  }

  /** Returns from when all verifiers know a key; there are no verifiers before the first one. */
  Instant signsFrom(SigningKeyRecord key, int keyCount) {
    if (keyCount == 1) {
      return key.createdAt();
    }
    return key.createdAt().plus(settings.publication());
  }
}
