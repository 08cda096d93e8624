package org.nexusauth.usage.store;

import org.jspecify.annotations.Nullable;

/** A usage store cannot be reached, or did not answer in time. Its message holds no secret. */
public final class UsageStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with a message that says what to do. */
  public UsageStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
