package org.nexusauth.verify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many texts that turn out to be forged a sender may have looked at. It is asked about
 * well-formed texts that are not known yet, before anything is read of them: keys that verified
 * before, and malformed ones, cost no cryptography and nothing of the budget.
 *
 * <p>Implementations are thread-safe and do not block.
 */
public interface VerificationBudget {
  /** Lets everything be looked at. */
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
   * Takes one verification from a sender, as if it would fail.
   *
   * @param sender the peer's address, or null when it is unknown
   * @return null when it was taken; else how long it is until there is one
   */
  @Nullable Duration take(@Nullable String sender);

  /** Gives back what was taken from a sender whose key turned out to be genuine. */
  void giveBack(@Nullable String sender);
}
