package org.nexusauth.revocation;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status of a key cannot be known at present; the request is refused with 503. */
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

  /** Says besides when it is worth asking again, sent as {@code Retry-After}. */
  public StatusUnavailableException(
      String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** Returns when it is worth asking again, where the store knows. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
