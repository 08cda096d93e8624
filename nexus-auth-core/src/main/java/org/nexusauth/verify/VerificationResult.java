package org.nexusauth.verify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.nexusauth.reason.Reason;

/**
 * What came of verifying the values of a header: {@link Verified}, {@link KeyDenied}, or {@link
 * BudgetExhausted} where there is a budget.
 */
public sealed interface VerificationResult {

  /** How far a text came, in the order of the steps. */
  enum Step {
    /** How many values there are, their length, blanks, {@code Bearer}. */
    EXTRACT,
    /** Three parts of canonical base64url. */
    LEX,
    /** The JOSE header, and the verification key that it names. */
    HEADER,
    /** The signature. */
    SIGNATURE,
    /** The claims' form, issuer, audience and lifetime. */
    CLAIMS,
    /** Expiry and start. */
    TIME
  }

  /**
   * The key is genuine and in time.
   *
   * @param key the key
   */
  record Verified(VerifiedApiKey key) implements VerificationResult {}

  /**
   * The values are refused.
   *
   * @param reason the code that the client sees
   * @param step where it failed; every earlier step passed
   * @param detail what exactly is wrong, for people who operate; holds no key text
   * @param key the key when it is genuine and out of its time, else null
   */
  record KeyDenied(Reason reason, Step step, String detail, @Nullable VerifiedApiKey key)
      implements VerificationResult {

    /** Refuses a text of which nothing is believed. */
    public KeyDenied(Reason reason, Step step, String detail) {
      this(reason, step, detail, null);
    }
  }

  /**
   * The text was not looked at: its sender's budget is used up.
   *
   * @param retryAfter how long it is until one more is looked at
   */
  record BudgetExhausted(Duration retryAfter) implements VerificationResult {}
}
