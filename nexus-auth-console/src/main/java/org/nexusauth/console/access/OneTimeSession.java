package org.nexusauth.console.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One token that opens one session, and that session. Only hashes are kept. Thread-safe.
 *
 * <p>The token is valid for 12 h. The session ends 12 h after it was opened, or when it is closed;
 * then no one can sign in until the application starts again and has a new token.
 */
final class OneTimeSession {
  static final Duration LIFETIME = Duration.ofHours(12);
  private static final int BYTES = 32;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Guarded by this object's {@link #lock}; null once used. */
  private byte @Nullable [] tokenHash;

  /** Guarded by the lock; at this time the token is no longer valid. */
  private Instant tokenEndsAt = Instant.EPOCH;

  /** Guarded by the lock; null while there is no session. */
  private byte @Nullable [] sessionHash;

  /** Guarded by the lock; at this time the session is over. */
  private Instant endsAt = Instant.EPOCH;

  private final Object lock = new Object();

  OneTimeSession(Clock clock) {
    this.clock = clock;
  }

  /** Returns a new token; an earlier one is no longer valid. */
  String createToken() {
    String token = randomText();
    synchronized (lock) {
      tokenHash = hash(token);
      tokenEndsAt = clock.instant().plus(LIFETIME);
    }
    return token;
  }

  /** Opens the session, if the token is the one that was not used yet; returns the session's id. */
  Optional<String> open(String token) {
    byte[] given = hash(token);
    synchronized (lock) {
      if (tokenHash == null
          || !clock.instant().isBefore(tokenEndsAt)
          || !MessageDigest.isEqual(tokenHash, given)) {
        return Optional.empty();
      }
      tokenHash = null;
      String session = randomText();
      sessionHash = hash(session);
      endsAt = clock.instant().plus(LIFETIME);
      return Optional.of(session);
    }
  }

  /** Returns whether a session's id is the one that is open. */
  boolean isOpen(String session) {
    byte[] given = hash(session);
    synchronized (lock) {
      return sessionHash != null
          && clock.instant().isBefore(endsAt)
          && MessageDigest.isEqual(sessionHash, given);
    }
  }

  void close() {
    synchronized (lock) {
      sessionHash = null;
    }
  }

  private String randomText() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
