package org.nexusauth.sample.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.RevocationWriter;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.Subject;
import org.nexusauth.sample.web.ApiException;
import org.nexusauth.verify.VerifiedApiKey;
import org.nexusauth.web.CurrentApiKey;

/** Revokes keys for the caller of this request. */
@RequestScoped
public class KeyRevoker {

  private final Clock clock = Clock.systemUTC();

  @Inject ApiKeyGate gate;
  @Inject CurrentApiKey current;

  /** How keys look. */
  TokenSettings tokens() {
    return gate.settings().token();
  }

  /**
   * Revokes a key.
   *
   * @return the revocation in force
   * @throws ApiException when it is none of the caller's organization, whatever else it is: whose
   *     it is, and whether it is real, is not for the caller to know
   * @throws StatusUnavailableException when it could not be stored
   */
  RevokedKey revoke(RevokeRequest request) {
    VerifiedApiKey caller = current.key().orElseThrow(IllegalStateException::new);
    KeySubject key =
        gate.subjectOf(request.key())
            .filter(found -> found.organizationId().equals(caller.organizationId()))
            .orElseThrow(KeyRevoker::notYours);
    RevocationWriter writer = gate.revocationWriter().orElseThrow(KeyRevoker::notHere);
    try {
      Revocation inForce = writer.revoke(revocation(key, request.reason()));
      Audit.logRevoked(key, inForce, caller);
      return new RevokedKey(
          key.keyId(),
          key.integrationId(),
          inForce.effectiveAt(),
          inForce.reason(),
          key.expiresAt());
    } catch (StatusUnavailableException e) {
      Audit.logNotStored(key, caller, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private Revocation revocation(KeySubject key, String reason) {
    return new Revocation(Subject.of(key), clock.instant(), null, key.expiresAt(), reason);
  }

  /** What the caller reads; {@code expiresAt} is null for a key that does not expire. */
  @JsonbNillable
  @JsonbPropertyOrder({"keyId", "integrationId", "revokedAt", "reason", "expiresAt"})
  public record RevokedKey(
      String keyId,
      String integrationId,
      Instant revokedAt,
      String reason,
      @Nullable Instant expiresAt) {}

  private static ApiException notYours() {
    return ApiException.of(422, "Not a key of your organization")
        .hint("Copy the key again; if it is another organization's, that one can revoke it.");
  }

  private static ApiException notHere() {
    return ApiException.of(501, "Keys cannot be revoked here")
        .hint("The operator of this server has set no store of revocations.");
  }
}
