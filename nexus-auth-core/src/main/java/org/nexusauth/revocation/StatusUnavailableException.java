package org.nexusauth.revocation;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status of a key is unknown at present; the request is denied with 503. */
public final class StatusUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable Duration retryAfter;

  /** Says why the status is unknown; for logs only. */
  public StatusUnavailableException(String message) {
    this(message, null, null);
  }

  /** Says why the status is unknown and what caused it; for logs only. */
  public StatusUnavailableException(String message, @Nullable Throwable cause) {
    this(message, cause, null);
  }

  /**
   * Also says after which time a retry may succeed; sent as {@code Retry-After}.
   *
   * @param retryAfter null if the store does not know
   */
  public StatusUnavailableException(
      String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** Returns after which time a retry may succeed, if the store knows. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
