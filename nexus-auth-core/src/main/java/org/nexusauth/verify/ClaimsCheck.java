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
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.verify.VerificationResult.KeyDenied;
import org.nexusauth.verify.VerificationResult.Step;

/** Checks the claims of a text whose signature is good, all but the time of day. */
final class ClaimsCheck {
  private static final int DERIVED_BYTES = 16;

  private final ClaimSettings settings;

  ClaimsCheck(ClaimSettings settings) {
    this.settings = settings;
  }

  /** What came of the check: one of the two is null. */
  record Checked(@Nullable VerifiedApiKey key, @Nullable KeyDenied refused) {}

  /** Checks header type and claims; {@code signedText} is what an id is derived from. */
  Checked check(
      JoseHeader header,
      @Nullable String signingKeyId,
      Map<String, Object> members,
      Supplier<byte[]> signedText) {
    ClaimsReader claims = new ClaimsReader(members);
    Set<String> audience = claims.audience();
    Instant issuedAt = claims.time("iat");
    Instant notBefore = claims.time("nbf");
    Instant expiresAt = claims.time("exp");
    String id = claims.id("jti");
    claims.text("sub");
    KeySubject subject =
        KeySubject.builder(
                id == null ? derivedId(signedText.get()) : id,
                claims.requiredId(settings.names().integration()),
                claims.requiredId(settings.names().organization()))
            .agentId(claims.id(settings.names().agent()))
            .issuer(claims.text("iss"))
            .signingKeyId(signingKeyId)
            .issuedAt(issuedAt)
            .expiresAt(expiresAt)
            .build();
    Set<String> permissions = claims.requiredTexts(settings.names().permissions());
    String problem = claims.problem();
    if (problem == null) {
      problem = firstProblem(header, subject, audience, notBefore);
    }
    return problem == null
        ? new Checked(
            new VerifiedApiKey(
                subject, permissions, members, lifetime(issuedAt, notBefore, expiresAt)),
            null)
        : new Checked(null, new KeyDenied(Reason.KEY_INVALID, Step.CLAIMS, problem));
  }

  private @Nullable String firstProblem(
      JoseHeader header, KeySubject subject, Set<String> audience, @Nullable Instant notBefore) {
    if (!typeIsRight(header.type())) {
      return "the header's \"typ\" is none of " + settings.types();
    }
    if (settings.issuer() != null && !settings.issuer().equals(subject.issuer())) {
      return "the claim \"iss\" is " + quoted(subject.issuer()) + ", not " + settings.issuer();
    }
    if (!settings.audiences().isEmpty() && Collections.disjoint(settings.audiences(), audience)) {
      String named = audience.isEmpty() ? "nothing" : quoted(String.join("\", \"", audience));
      return "the claim \"aud\" names " + named + ", none of " + settings.audiences();
    }
    return timesProblem(subject.issuedAt(), notBefore, subject.expiresAt());
  }

  private static String quoted(@Nullable String value) {
    return value == null ? "missing" : '"' + LogSanitizer.sanitize(value) + '"';
  }

  private boolean typeIsRight(@Nullable String type) {
    return settings.types().isEmpty()
        || (type != null
            && settings.types().stream()
                .map(JoseHeader::mediaType)
                .anyMatch(JoseHeader.mediaType(type)::equals));
  }

  private @Nullable String timesProblem(
      @Nullable Instant issuedAt, @Nullable Instant notBefore, @Nullable Instant expiresAt) {
    if (expiresAt == null) {
      return settings.expiryRequired() ? "the claim \"exp\" is missing" : lifetimeProblem(null);
    }
    if (issuedAt != null && issuedAt.isAfter(expiresAt)) {
      return "the claim \"iat\" is after \"exp\"";
    }
    if (notBefore != null && expiresAt.isBefore(notBefore)) {
      return "the claim \"exp\" is before \"nbf\"";
    }
    return lifetimeProblem(issuedAt == null ? null : Duration.between(issuedAt, expiresAt));
  }

  private @Nullable String lifetimeProblem(@Nullable Duration lifetime) {
    Duration most = settings.maxLifetime();
    if (most == null || (lifetime != null && lifetime.compareTo(most) <= 0)) {
      return null;
    }
    return lifetime == null
        ? "the lifetime is not known: \"iat\" and \"exp\" must both be there"
        : "the lifetime, " + lifetime + ", is longer than " + most;
  }

  private Lifetime lifetime(
      @Nullable Instant issuedAt, @Nullable Instant notBefore, @Nullable Instant expiresAt) {
    Instant from =
        notBefore == null || (issuedAt != null && issuedAt.isAfter(notBefore))
            ? issuedAt
            : notBefore;
    return Lifetime.of(from, expiresAt, settings.skew());
  }

  /** 128 bits over header and payload, not over the signature, which can be altered (ECDSA). */
  private static String derivedId(byte[] signedText) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(signedText);
      return HexFormat.of().formatHex(hash, 0, DERIVED_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
