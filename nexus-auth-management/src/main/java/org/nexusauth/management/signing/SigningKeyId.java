package org.nexusauth.management.signing;

import org.nexusauth.management.model.SigningKeyRecord;

/**
 * What names a signing key.
 *
 * @param issuer the issuer that signs with it
 * @param keyId the {@code kid}
 */
record SigningKeyId(String issuer, String keyId) {
  static SigningKeyId of(SigningKeyRecord key) {
    return new SigningKeyId(key.issuer(), key.keyId());
  }
}
