package org.nexusauth.verify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many forged keys are verified for one sender. It is consulted for well-formed keys
 * that are not cached, before they are decoded: cached and malformed keys cost no cryptography and
 * do not count.
 *
 * <p>Implementations are thread-safe and do not block.
 */
public interface VerificationBudget {
  /** No limit. */
  VerificationBudget UNLIMITED =
      new VerificationBudget() {
        @Override
        public @Nullable Duration take(@Nullable String sender) {
          return null;
        }

        @Override
        public void giveBack(@Nullable String sender) {}
      };

  /**
   * Takes one verification from the budget of a sender.
   *
   * @param sender the peer's address, or null when it is unknown
   * @return null if it was taken, else how long until one is available
   */
  @Nullable Duration take(@Nullable String sender);

  /** Returns what was taken to the budget of a sender whose key proved to be genuine. */
  void giveBack(@Nullable String sender);
}
