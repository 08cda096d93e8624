package org.nexusauth.sample.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
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
  JsonObject revoke(RevokeRequest asked) {
    VerifiedApiKey caller = current.key().orElseThrow(IllegalStateException::new);
    KeySubject key =
        gate.subjectOf(asked.key())
            .filter(found -> found.organizationId().equals(caller.organizationId()))
            .orElseThrow(KeyRevoker::notYours);
    RevocationWriter writer = gate.revocationWriter().orElseThrow(KeyRevoker::notHere);
    try {
      Revocation inForce = writer.revoke(revocation(key, asked.reason()));
      Audit.logRevoked(key, inForce, caller);
      return json(key, inForce);
    } catch (StatusUnavailableException e) {
      Audit.logNotStored(key, caller, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private Revocation revocation(KeySubject key, String reason) {
    return new Revocation(Subject.of(key), clock.instant(), null, key.expiresAt(), reason);
  }

  private static JsonObject json(KeySubject key, Revocation inForce) {
    return Json.createObjectBuilder()
        .add("keyId", key.keyId())
        .add("integrationId", key.integrationId())
        .add("revokedAt", inForce.effectiveAt().toString())
        .add("reason", inForce.reason())
        .add(
            "expiresAt",
            key.expiresAt() == null ? JsonValue.NULL : Json.createValue(key.expiresAt().toString()))
        .build();
  }

  private static ApiException notYours() {
    return ApiException.of(422, "Not a key of your organization")
        .hint("Copy the key again; if it is another organization's, that one can revoke it.");
  }

  private static ApiException notHere() {
    return ApiException.of(501, "Keys cannot be revoked here")
        .hint("The operator of this server has set no store of revocations.");
  }
}
