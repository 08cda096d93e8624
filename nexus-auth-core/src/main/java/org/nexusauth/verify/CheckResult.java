package org.nexusauth.verify;

import org.nexusauth.verify.VerificationResult.KeyDenied;

/** The result of one check of a key: what the check produced, or the denial. */
sealed interface CheckResult<T> {

  /** The check passed. */
  record Passed<T>(T value) implements CheckResult<T> {}

  /** The check failed. */
  record Failed<T>(KeyDenied denial) implements CheckResult<T> {}
}
