package org.nexusauth.decision;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerifiedApiKey;

/** What the gate decided of a request: {@link Granted} or {@link Denied}. Immutable. */
public sealed interface Decision {

  /**
   * The request may pass.
   *
   * @param key the caller's key
   */
  record Granted(VerifiedApiKey key) implements Decision {}

  /**
   * The request is refused.
   *
   * @param reason why
   * @param detail what exactly was wrong, for logs and people who operate; never sent to clients,
   *     holds no key text; of {@link Reason#PERMISSION_MISSING} it is what the key needs, in words,
   *     and ends the hint that clients see
   * @param retryAfter when it is worth trying again, or null when that is unknown or never
   * @param key the key when it verified before it was refused, else null
   */
  record Denied(
      Reason reason, String detail, @Nullable Duration retryAfter, @Nullable VerifiedApiKey key)
      implements Decision {

    /** Refuses without a key and without a time to try again. */
    public Denied(Reason reason, String detail) {
      this(reason, detail, null, null);
    }
  }
}
