package org.nexusauth.verify;

import java.util.Optional;
import org.nexusauth.jwk.internal.VerificationKey;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerificationResult.KeyDenied;

/** What the validity of a verified key depends on after its request. */
record RevalidationContext(VerificationKey signedWith, ApiKeyVerifier verifier) {

  /** Returns why the key is no longer valid; in the order in which a request is checked. */
  Optional<ValidityFailure> validityFailure(VerifiedApiKey key) {
    if (!signedWith.isTrusted()) {
      return Optional.of(
          new ValidityFailure(
              Reason.KEY_INVALID, "its verification key, " + signedWith + ", is not trusted"));
    }
    if (verifier.checkTime(key) instanceof KeyDenied denied) {
      return Optional.of(new ValidityFailure(denied.reason(), denied.detail()));
    }
    KeyRevalidation gate = verifier.revalidation();
    if (gate == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(gate.check(key));
  }

  KeyWatch watch(VerifiedApiKey key, KeyInvalidationListener listener) {
    KeyRevalidation gate = verifier.revalidation();
    if (gate == null) {
      throw new IllegalStateException("this key was verified without a gate, which watches keys");
    }
    return gate.watch(key, listener);
  }
}
