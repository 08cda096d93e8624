package org.nexusauth.verify;

import org.jose4j.jca.ProviderContext;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.json.StrictJson;
import org.nexusauth.jwk.internal.VerificationKey;
import org.nexusauth.jwk.internal.source.TrustedKeys;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;

/**
 * Reads a text's header, finds the verification key that it names, and checks the signature (RFC
 * 7515 §5.2). Thread-safe.
 */
final class SignatureCheck {
  private final TrustedKeys keys;
  private final ProviderContext provider;
  private final KnownHeader knownHeader = new KnownHeader();

  SignatureCheck(TrustedKeys keys, ProviderContext provider) {
    this.keys = keys;
    this.provider = provider;
  }

  /** A text with a good signature: its header, and the key that proved it. */
  record Signed(JoseHeader header, VerificationKey key) {}

  /** What came of the check: one of the two is null. */
  record Checked(@Nullable Signed signed, @Nullable KeyDenied refused) {}

  Checked check(CompactJws jws) {
    JoseHeader known = knownHeader.of(jws);
    if (known != null) {
      return check(jws, known);
    }
    JoseHeader.Read read;
    try {
      read = JoseHeader.from(StrictJson.readObject(jws.header()));
    } catch (StrictJson.MalformedException e) {
      return invalid(Step.HEADER, "the header " + e.getMessage());
    }
    if (read.header() == null) {
      return invalid(Step.HEADER, "the header " + read.problem());
    }
    Checked checked = check(jws, read.header());
    if (checked.signed() != null) {
      knownHeader.remember(jws, read.header());
    }
    return checked;
  }

  private Checked check(CompactJws jws, JoseHeader header) {
    VerificationKey key = keys.find(header.keyId());
    if (key == null) {
      return invalid(Step.HEADER, unknownKey(header.keyId()));
    }
    if (!key.isFor(header.algorithm())) {
      return invalid(
          Step.HEADER,
          "the header's \"alg\" is \""
              + LogSanitizer.sanitize(header.algorithm())
              + "\", not that of "
              + key);
    }
    return key.verifies(jws.signingInput(), jws.signature(), provider)
        ? new Checked(new Signed(header, key), null)
        : invalid(Step.SIGNATURE, SignatureForm.fault(key, jws.signature()));
  }

  private static String unknownKey(@Nullable String id) {
    return id == null
        ? "the header has no \"kid\", and there is no default key"
        : "the header's \"kid\" is \""
            + LogSanitizer.sanitize(id)
            + "\", which no verification key has";
  }

  private static Checked invalid(Step step, String detail) {
    return new Checked(null, new KeyDenied(Reason.KEY_INVALID, step, detail));
  }
}
