package org.nexusauth.management.signing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GivenProperty;

/**
 * The secrets of {@code nexus.auth.management.secret}: the first one encrypts, all of them decrypt,
 * so that a secret can be renewed. Immutable and thread-safe; {@link #toString()} shows none.
 */
public final class ManagementSecrets {
  /** The shortest secret, in characters: 128 bits, if they are hexadecimal digits. */
  public static final int MIN_LENGTH = 32;

  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 6;
  private static final byte[] SALT = ascii("org.nexusauth.management.signing");
  private static final byte[] ENCRYPTION = ascii("AES-256-GCM of private signing keys, version 1");
  private static final byte[] IDENTIFICATION = ascii("id of the secret, version 1");

  private final List<DerivedKey> keys;

  /** The key that a secret makes, and the name by which texts say that they were encrypted so. */
  record DerivedKey(String secretId, SecretKey key) {
    @Override
    public String toString() {
      return "DerivedKey[" + secretId + "]";
    }
  }

  private ManagementSecrets(List<DerivedKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads the secrets from the value of a property, or from the text of the file that it names.
   *
   * @param given the property; it is named when a secret is wrong
   * @param text the secrets, one a line or with commas between them
   * @throws ConfigurationException if there is none, one is shorter than {@link #MIN_LENGTH}, or
   *     two are equal; the message holds nothing of them
   */
  public static ManagementSecrets parse(GivenProperty given, String text) {
    List<String> secrets =
        text.lines()
            .flatMap(line -> List.of(line.split(",")).stream())
            .map(String::strip)
            .filter(secret -> !secret.isEmpty())
            .toList();
    List<DerivedKey> keys = new ArrayList<>();
    for (String secret : secrets) {
      requireLength(given, keys.size() + 1, secret);
      keys.add(deriveKey(secret));
    }
    requireDistinct(given, keys);
    return new ManagementSecrets(keys);
  }

  private static void requireLength(GivenProperty given, int number, String secret) {
    if (secret.codePointCount(0, secret.length()) < MIN_LENGTH) {
      throw ConfigurationException.of(
          given,
          "secret "
              + number
              + " has fewer than "
              + MIN_LENGTH
              + " characters; make one with: openssl rand -base64 32");
    }
  }

  private static void requireDistinct(GivenProperty given, List<DerivedKey> keys) {
    if (keys.isEmpty()) {
      throw ConfigurationException.of(
          given, "there is no secret; make one with: openssl rand -base64 32");
    }
    if (keys.stream().map(DerivedKey::secretId).distinct().count() < keys.size()) {
      throw ConfigurationException.of(given, "two of the secrets are the same; leave one");
    }
  }

  private static DerivedKey deriveKey(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    byte[] id = HkdfSha256.deriveKey(bytes, SALT, IDENTIFICATION, ID_BYTES);
    byte[] key = HkdfSha256.deriveKey(bytes, SALT, ENCRYPTION, KEY_BYTES);
    return new DerivedKey(
        Base64.getUrlEncoder().withoutPadding().encodeToString(id), new SecretKeySpec(key, "AES"));
  }

  /** Returns the key that encrypts. */
  DerivedKey first() {
    return keys.get(0);
  }

  /** Finds the key of a secret, which may be one that only decrypts. */
  Optional<DerivedKey> find(String secretId) {
    return keys.stream().filter(key -> key.secretId().equals(secretId)).findFirst();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns how many there are. */
  @Override
  public String toString() {
    return "ManagementSecrets[" + keys.size() + "]";
  }
}
