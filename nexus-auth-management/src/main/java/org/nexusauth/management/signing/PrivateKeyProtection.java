package org.nexusauth.management.signing;

import org.jspecify.annotations.Nullable;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.keys.SigningKeyException;
import org.nexusauth.management.model.SealedText;
import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.problem.ManagementException;

/** Encrypts and decrypts private parts, or says which setting is missing or wrong. Thread-safe. */
final class PrivateKeyProtection {
  private final @Nullable PrivateKeyCipher cipher;

  PrivateKeyProtection(@Nullable ManagementSecrets secrets) {
    this.cipher = secrets == null ? null : new PrivateKeyCipher(secrets);
  }

  /** Checks that there is a secret, before anything is made. */
  void requireSecret() {
    requireCipher();
  }

  SealedText seal(String issuer, SigningKey key) {
    return requireCipher()
        .encryptText(new SigningKeyId(issuer, key.keyId()), key.exportPrivateJwk());
  }

  /** Returns the key with its private part, which must be there. */
  SigningKey openKey(SigningKeyRecord record) {
    try {
      return SigningKey.parse(decryptRecord(record)).withKeyId(record.keyId());
    } catch (SigningKeyException e) {
      throw notDecrypted(record);
    }
  }

  /** Returns whether the private part is encrypted under another secret than the first. */
  boolean needsReencryption(SigningKeyRecord record) {
    SealedText sealed = record.sealedPrivateKey();
    return sealed != null && !requireCipher().isUnderFirstSecret(sealed);
  }

  SealedText reencrypt(SigningKeyRecord record) {
    return requireCipher().encryptText(SigningKeyId.of(record), decryptRecord(record));
  }

  private String decryptRecord(SigningKeyRecord record) {
    PrivateKeyCipher present = requireCipher();
    SealedText sealed = record.sealedPrivateKey();
    if (sealed == null) {
      throw notDecrypted(record);
    }
    return present
        .decryptText(SigningKeyId.of(record), sealed)
        .orElseThrow(() -> notDecrypted(record));
  }

  private PrivateKeyCipher requireCipher() {
    if (cipher == null) {
      throw ManagementException.unavailable(
          "Signing keys cannot be made or used here: nexus.auth.management.secret, which encrypts"
              + " them, is not set. Set it to the same value on all nodes, see"
              + " docs/signing-keys.md, \"The secret\".",
          null);
    }
    return cipher;
  }

  private static ManagementException notDecrypted(SigningKeyRecord record) {
    return ManagementException.unavailable(
        "The private part of the signing key %s cannot be decrypted: nexus.auth.management.secret does not hold the secret that it was encrypted under, or the record was altered. Add that secret after the new one; if it is lost, see docs/signing-keys.md, \"The secret is lost\"."
            .formatted(record.keyId()),
        null);
  }
}
