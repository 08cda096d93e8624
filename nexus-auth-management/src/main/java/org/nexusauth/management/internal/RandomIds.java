package org.nexusauth.management.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes ids of 128 bits. Thread-safe. */
public final class RandomIds {
  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  /** Returns the id that was given, or else a new one with a prefix. */
  public String orNew(@Nullable String given, String prefix) {
    return Objects.requireNonNullElseGet(given, () -> newId(prefix));
  }

  /**
   * Returns a new id with a prefix, in base64url. It never begins with a hyphen: on a command line
   * it would be an option.
   */
  public String newId(String prefix) {
    byte[] bytes = new byte[BYTES];
    String id;
    do {
      random.nextBytes(bytes);
      id = prefix + encode(bytes);
    } while (id.startsWith("-"));
    return id;
  }

  /**
   * Returns the same id for the same texts, and another one for others; as hard to guess as they
   * are together.
   */
  public static String derivedId(String prefix, List<String> texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
      }
      return prefix + encode(Arrays.copyOf(digest.digest(), BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
