package org.nexusauth.management.internal;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes ids of 128 random bits. Thread-safe. */
public final class RandomIds {
  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  /** Returns the id that was given, or else a new one with a prefix. */
  public String orNew(@Nullable String given, String prefix) {
    return Objects.requireNonNullElseGet(given, () -> newId(prefix));
  }

  /** Returns a new id with a prefix, in base64url. */
  public String newId(String prefix) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
