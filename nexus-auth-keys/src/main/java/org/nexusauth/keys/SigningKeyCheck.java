package org.nexusauth.keys;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import javax.crypto.spec.SecretKeySpec;
import org.nexusauth.jwk.KeyStrengthCheck;
import org.nexusauth.jwk.UnusableKeyException;

/** Rejects signing keys that no verifier accepts, and pairs whose halves do not match. */
final class SigningKeyCheck {

  private SigningKeyCheck() {}

  static void requireSoundPair(SigningKey key, Key verifying) {
    requireStrength(key.algorithm(), verifying);
    // One way to detect another pair's half that serves all kinds of keys.
    byte[] probe = key.keyId().getBytes(StandardCharsets.UTF_8);
    if (!key.isSignatureOf(probe, key.sign(probe))) {
      throw new SigningKeyException(
          "the private and the public part of the signing key do not belong together; make a new"
              + " key with keygen");
    }
  }

  static void requireSoundSecret(SigningAlgorithm algorithm, byte[] secret) {
    if (secret.length == 0) {
      throw new SigningKeyException("the secret is empty; make a new one with keygen");
    }
    requireStrength(algorithm, new SecretKeySpec(secret, "HmacSHA" + algorithm.bits()));
  }

  private static void requireStrength(SigningAlgorithm algorithm, Key key) {
    try {
      KeyStrengthCheck.requireStrongAndUnpublished(algorithm.headerName(), key);
    } catch (UnusableKeyException e) {
      throw new SigningKeyException(
          "no application accepts this key: " + e.getMessage() + "; make a new one with keygen");
    }
  }
}
