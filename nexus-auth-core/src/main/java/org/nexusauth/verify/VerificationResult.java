package org.nexusauth.verify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.nexusauth.reason.Reason;

/**
 * The result of verifying the values of a key's header: {@link Verified}, {@link KeyDenied}, or
 * {@link BudgetExhausted} where a budget limits the sender.
 */
public sealed interface VerificationResult {

  /** The steps of verification, in their order. */
  enum Step {
    /** How many values there are, their length, whitespace, {@code Bearer}. */
    EXTRACT,
    /** Three parts of canonical base64url. */
    LEX,
    /** The JOSE header, and the verification key that it names. */
    HEADER,
    /** The signature. */
    SIGNATURE,
    /** The claims' form, issuer, audience and lifetime. */
    CLAIMS,
    /** The lifetime: expiry and start. */
    TIME
  }

  /**
   * The key is genuine and within its lifetime.
   *
   * @param key the key
   */
  record Verified(VerifiedApiKey key) implements VerificationResult {}

  /**
   * The key is denied.
   *
   * @param reason the code that the client sees
   * @param step where it failed; every earlier step passed
   * @param detail what exactly is wrong, for operators; holds no key text
   * @param key the key if it is genuine and outside its lifetime, else null
   */
  record KeyDenied(Reason reason, Step step, String detail, @Nullable VerifiedApiKey key)
      implements VerificationResult {

    /** Creates the denial of a key that is not known to be genuine. */
    public KeyDenied(Reason reason, Step step, String detail) {
      this(reason, step, detail, null);
    }
  }

  /**
   * The key was not verified: the budget of its sender is exhausted.
   *
   * @param retryAfter how long until another key of this sender is verified
   */
  record BudgetExhausted(Duration retryAfter) implements VerificationResult {}
}
