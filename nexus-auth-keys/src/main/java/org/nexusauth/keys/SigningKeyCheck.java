package org.nexusauth.keys;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import javax.crypto.spec.SecretKeySpec;
import org.nexusauth.jwk.KeyStrengthCheck;
import org.nexusauth.jwk.UnusableKeyException;

/** Refuses signing keys that no door would trust, or whose halves do not belong together. */
final class SigningKeyCheck {

  private SigningKeyCheck() {}

  static void pair(SigningKey key, Key verifying) {
    strength(key.algorithm(), verifying);
    // Another pair's half shows here, in a way that needs no case of its own for each kind of key.
    byte[] probe = key.keyId().getBytes(StandardCharsets.UTF_8);
    if (!key.verifies(probe, key.sign(probe))) {
      throw new SigningKeyException(
          "the private and the public part of the signing key do not belong together; make a new"
              + " key with keygen");
    }
  }

  static void secret(SigningAlgorithm algorithm, byte[] secret) {
    if (secret.length == 0) {
      throw new SigningKeyException("the secret is empty; make a new one with keygen");
    }
    strength(algorithm, new SecretKeySpec(secret, "HmacSHA" + algorithm.bits()));
  }

  private static void strength(SigningAlgorithm algorithm, Key key) {
    try {
      KeyStrengthCheck.requireStrongAndUnpublished(algorithm.headerName(), key);
    } catch (UnusableKeyException e) {
      throw new SigningKeyException(
          "no door would trust this key: " + e.getMessage() + "; make a new one with keygen");
    }
  }
}
