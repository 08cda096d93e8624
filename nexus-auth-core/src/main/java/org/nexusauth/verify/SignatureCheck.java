package org.nexusauth.verify;

import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.jwk.internal.VerificationKey;
import org.nexusauth.jwk.internal.source.TrustedKeys;
import org.nexusauth.reason.Reason;
import org.nexusauth.verify.CheckResult.Failed;
import org.nexusauth.verify.CheckResult.Passed;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;

/**
 * Parses the header of a JWS, selects the verification key that it names, and checks the signature
 * (RFC 7515 §5.2). Thread-safe.
 */
final class SignatureCheck {
  private static final int DER_SEQUENCE = 0x30;
  private static final int DER_INTEGER = 0x02;

  private final TrustedKeys keys;
  private final VerifiedHeaderCache headers = new VerifiedHeaderCache();

  SignatureCheck(TrustedKeys keys) {
    this.keys = keys;
  }

  /** A valid signature: the header of the JWS and the verification key. */
  record ValidSignature(JoseHeader header, VerificationKey key) {}

  CheckResult<ValidSignature> check(CompactJws jws) {
    JoseHeader cached = headers.find(jws);
    if (cached != null) {
      return checkSignature(jws, cached);
    }
    CheckResult<JoseHeader> parsed = JoseHeader.parse(jws.header());
    if (parsed instanceof Passed<JoseHeader> passed) {
      CheckResult<ValidSignature> checked = checkSignature(jws, passed.value());
      if (checked instanceof Passed) {
        headers.put(jws, passed.value());
      }
      return checked;
    }
    return new Failed<>(((Failed<JoseHeader>) parsed).denial());
  }

  private CheckResult<ValidSignature> checkSignature(CompactJws jws, JoseHeader header) {
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
    byte[] signature = jws.signature();
    if (!jws.isSignedBy(key, signature)) {
      return invalid(Step.SIGNATURE, signatureProblem(key, signature));
    }
    return new Passed<>(new ValidSignature(header, key));
  }

  private static String unknownKey(@Nullable String id) {
    if (id == null) {
      return "the header has no \"kid\", and there is no default key";
    }
    return "the header's \"kid\" is \""
        + LogSanitizer.sanitize(id)
        + "\", which no verification key has";
  }

  private static String signatureProblem(VerificationKey key, byte[] signature) {
    int expected = key.signatureLength();
    if (signature.length == expected) {
      return "the signature is not by " + key;
    }
    String lengths =
        "the signature has " + signature.length + " bytes, and one by " + key + " has " + expected;
    if (key.algorithm().startsWith("ES") && isDer(signature)) {
      return lengths + ": it is in DER; a JWS has r and s one after the other (RFC 7518 §3.4)";
    }
    return lengths;
  }

  /** Returns whether a signature begins as an ECDSA-Sig-Value (RFC 3279 §2.2.3). */
  private static boolean isDer(byte[] signature) {
    if (signature.length < 8 || signature[0] != DER_SEQUENCE) {
      return false;
    }
    int content = signature[1] == (byte) 0x81 ? 3 : 2;
    return signature[content] == DER_INTEGER
        && (signature[content - 1] & 0xff) == signature.length - content;
  }

  private static <T> CheckResult<T> invalid(Step step, String detail) {
    return new Failed<>(new KeyDenied(Reason.KEY_INVALID, step, detail));
  }
}
