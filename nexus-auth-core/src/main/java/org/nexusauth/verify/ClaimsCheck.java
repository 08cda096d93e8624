package org.nexusauth.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.ClaimSettings;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.json.StrictJson;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.verify.CheckResult.Failed;
import org.nexusauth.verify.CheckResult.Passed;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;

/** Checks the claims of a key, except whether it is within its lifetime now. Thread-safe. */
final class ClaimsCheck {
  static final String PLAN = "plan";
  private static final int DERIVED_BYTES = 16;

  private final ClaimSettings settings;

  ClaimsCheck(ClaimSettings settings) {
    this.settings = settings;
  }

  /** Parses the payload of a JWS and checks header type and claims. */
  CheckResult<VerifiedApiKey> check(
      CompactJws jws, JoseHeader header, @Nullable String signingKeyId) {
    try {
      Map<String, Object> members = StrictJson.readObject(jws.payload());
      return check(members, header, signingKeyId, jws::signingInput);
    } catch (StrictJson.MalformedException e) {
      return invalid("the payload " + e.getMessage());
    }
  }

  /** Checks header type and claims; a missing key id is derived from {@code signedText}. */
  CheckResult<VerifiedApiKey> check(
      Map<String, Object> members,
      JoseHeader header,
      @Nullable String signingKeyId,
      Supplier<byte[]> signedText) {
    ClaimsReader claims = new ClaimsReader(members);
    Set<String> audience = claims.readAudience();
    Instant issuedAt = claims.readInstant("iat");
    Instant notBefore = claims.readInstant("nbf");
    Instant expiresAt = claims.readInstant("exp");
    String id = claims.readId("jti");
    claims.readString("sub");
    claims.readId(PLAN);
    KeySubject subject =
        KeySubject.builder(
                id == null ? derivedId(signedText.get()) : id,
                claims.readRequiredId(settings.names().integration()),
                claims.readRequiredId(settings.names().organization()))
            .agentId(claims.readId(settings.names().agent()))
            .issuer(claims.readString("iss"))
            .signingKeyId(signingKeyId)
            .issuedAt(issuedAt)
            .expiresAt(expiresAt)
            .build();
    Set<String> permissions = claims.readRequiredStrings(settings.names().permissions());
    String problem = claims.problem();
    if (problem == null) {
      problem = firstProblem(header, subject, audience, notBefore);
    }
    if (problem != null) {
      return invalid(problem);
    }
    Lifetime lifetime = Lifetime.of(laterOf(issuedAt, notBefore), expiresAt, settings.skew());
    return new Passed<>(new VerifiedApiKey(subject, permissions, members, lifetime));
  }

  private static CheckResult<VerifiedApiKey> invalid(String problem) {
    return new Failed<>(new KeyDenied(Reason.KEY_INVALID, Step.CLAIMS, problem));
  }

  private @Nullable String firstProblem(
      JoseHeader header, KeySubject subject, Set<String> audience, @Nullable Instant notBefore) {
    if (!isTypeAccepted(header.type())) {
      return "the header's \"typ\" is none of " + settings.types();
    }
    if (settings.issuer() != null && !settings.issuer().equals(subject.issuer())) {
      return "the claim \"iss\" is " + describe(subject.issuer()) + ", not " + settings.issuer();
    }
    if (!settings.audiences().isEmpty() && Collections.disjoint(settings.audiences(), audience)) {
      return "the claim \"aud\" names " + describe(audience) + ", none of " + settings.audiences();
    }
    return timesProblem(subject.issuedAt(), notBefore, subject.expiresAt());
  }

  private static String describe(@Nullable String issuer) {
    if (issuer == null) {
      return "missing";
    }
    return quote(issuer);
  }

  private static String describe(Set<String> audience) {
    if (audience.isEmpty()) {
      return "nothing";
    }
    return quote(String.join("\", \"", audience));
  }

  private static String quote(String value) {
    return '"' + LogSanitizer.sanitize(value) + '"';
  }

  private boolean isTypeAccepted(@Nullable String type) {
    if (settings.types().isEmpty()) {
      return true;
    }
    return type != null
        && settings.types().stream()
            .map(JoseHeader::mediaType)
            .anyMatch(JoseHeader.mediaType(type)::equals);
  }

  private @Nullable String timesProblem(
      @Nullable Instant issuedAt, @Nullable Instant notBefore, @Nullable Instant expiresAt) {
    if (expiresAt == null && settings.expiryRequired()) {
      return "the claim \"exp\" is missing";
    }
    if (expiresAt != null && issuedAt != null && issuedAt.isAfter(expiresAt)) {
      return "the claim \"iat\" is after \"exp\"";
    }
    if (expiresAt != null && notBefore != null && expiresAt.isBefore(notBefore)) {
      return "the claim \"exp\" is before \"nbf\"";
    }
    return lifetimeProblem(issuedAt, expiresAt);
  }

  private @Nullable String lifetimeProblem(
      @Nullable Instant issuedAt, @Nullable Instant expiresAt) {
    Duration max = settings.maxLifetime();
    if (max == null) {
      return null;
    }
    if (issuedAt == null || expiresAt == null) {
      return "the lifetime is not known: \"iat\" and \"exp\" must both be there";
    }
    Duration lifetime = Duration.between(issuedAt, expiresAt);
    if (lifetime.compareTo(max) > 0) {
      return "the lifetime, " + lifetime + ", is longer than " + max;
    }
    return null;
  }

  private static @Nullable Instant laterOf(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || (other != null && other.isAfter(one))) {
      return other;
    }
    return one;
  }

  /**
   * Returns 128 bits of the hash over header and payload; not over the signature, of which ECDSA
   * allows several.
   */
  private static String derivedId(byte[] signedText) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(signedText);
      return HexFormat.of().formatHex(hash, 0, DERIVED_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
