package org.nexusauth.management.signing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.nexusauth.management.model.SealedText;
import org.nexusauth.management.signing.ManagementSecrets.DerivedKey;

/**
 * Encrypts private signing keys for the store: AES-256-GCM (NIST SP 800-38D) with a random nonce of
 * 96 bits, bound to the issuer and the key id, so that a text does not decrypt in the record of
 * another key. The printable form is {@code v1.SECRET-ID.NONCE.CIPHERTEXT}. Thread-safe.
 */
final class PrivateKeyCipher {
  private static final String VERSION = "v1";
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final Pattern FORM =
      Pattern.compile("v1\\.([\\w-]{8})\\.([\\w-]{16})\\.([\\w-]{22,100000})");
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final ManagementSecrets secrets;
  private final SecureRandom random = new SecureRandom();

  PrivateKeyCipher(ManagementSecrets secrets) {
    this.secrets = secrets;
  }

  /** Encrypts a text under the first secret. */
  SealedText encryptText(SigningKeyId id, String privateKey) {
    DerivedKey key = secrets.first();
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] plain = privateKey.getBytes(StandardCharsets.UTF_8);
    try {
      byte[] encrypted = initCipher(Cipher.ENCRYPT_MODE, key, nonce, id).doFinal(plain);
      return new SealedText(
          String.join(
              ".",
              VERSION,
              key.secretId(),
              BASE64.encodeToString(nonce),
              BASE64.encodeToString(encrypted)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * Decrypts a text.
   *
   * @return empty if it was encrypted under a secret that is not here, for another key, or was
   *     altered
   */
  Optional<String> decryptText(SigningKeyId id, SealedText sealed) {
    Matcher form = FORM.matcher(sealed.value());
    if (!form.matches()) {
      return Optional.empty();
    }
    return secrets.find(form.group(1)).flatMap(key -> decryptText(id, key, form));
  }

  private static Optional<String> decryptText(SigningKeyId id, DerivedKey key, Matcher form) {
    try {
      byte[] nonce = decodeCanonical(form.group(2));
      byte[] encrypted = decodeCanonical(form.group(3));
      byte[] plain = initCipher(Cipher.DECRYPT_MODE, key, nonce, id).doFinal(encrypted);
      try {
        return Optional.of(new String(plain, StandardCharsets.UTF_8));
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Rejects texts with unused bits: the JDK's decoder ignores them. */
  private static byte[] decodeCanonical(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (!BASE64.encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException("not canonical");
    }
    return bytes;
  }

  /** Returns whether a text was encrypted under the secret that encrypts now. */
  boolean isUnderFirstSecret(SealedText sealed) {
    Matcher form = FORM.matcher(sealed.value());
    return form.matches() && form.group(1).equals(secrets.first().secretId());
  }

  private static Cipher initCipher(int mode, DerivedKey key, byte[] nonce, SigningKeyId id)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(TRANSFORMATION);
    cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(lengthPrefixed(VERSION));
    cipher.updateAAD(lengthPrefixed(id.issuer()));
    cipher.updateAAD(lengthPrefixed(id.keyId()));
    return cipher;
  }

  private static byte[] lengthPrefixed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + bytes.length)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }
}
