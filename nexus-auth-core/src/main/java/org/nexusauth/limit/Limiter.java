package org.nexusauth.limit;

import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.verify.VerifiedApiKey;

/** Charges requests to the windows of their keys. Thread-safe. */
public interface Limiter extends AutoCloseable {

  /**
   * Charges one request to all windows of its key, or, when one of them has nothing left, to none.
   *
   * @return what is left; {@link Limits#isExceeded} says whether it was not charged
   */
  Limits charge(VerifiedApiKey key);

  /** Returns what is left of a key's windows; charges nothing and never blocks. */
  Limits peek(VerifiedApiKey key);

  /**
   * Returns what is left of a key's windows, for tools and consoles; charges nothing. May ask the
   * store that several nodes share.
   *
   * @param claimedPlan the {@code plan} claim, or null
   */
  Limits inspect(SubjectId key, @Nullable String claimedPlan);

  /**
   * Returns whether this node counts by itself at present, because the store that nodes share does
   * not answer.
   */
  default boolean isCountingLocally() {
    return false;
  }

  /** Returns how many requests have waited for the store that nodes share. */
  default long waits() {
    return 0;
  }

  @Override
  void close();
}
