package org.nexusauth.management.apikey;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.nexusauth.keys.ApiKeyIssuer;
import org.nexusauth.keys.IssuedKey;
import org.nexusauth.keys.KeyRequest;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.record.AuditedKeyWriter;
import org.nexusauth.management.apikey.record.KeyRecordUpdates;
import org.nexusauth.management.audit.AuditedChanges;
import org.nexusauth.management.internal.Log;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyMarks;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;

/** Signs keys whose records are committed, and stores what recognizes them. */
final class KeySigner {
  private final KeyIssuanceSettings issuance;
  private final AuditedChanges changes;

  KeySigner(KeyIssuanceSettings issuance, AuditedChanges changes) {
    this.issuance = issuance;
    this.changes = changes;
  }

  /** Signs the key of a record. A failure leaves a record whose key does not exist. */
  Generated signKey(ChangeContext context, ApiKeyRecord key, SigningKey signingKey) {
    IssuedKey issued = issueKey(key.claims(), signingKey);
    KeyMarks marks = new KeyMarks(issued.fingerprint(), issued.lastFour());
    return new Generated(storeMarks(context, key, marks), issued);
  }

  private IssuedKey issueKey(KeyClaims claims, SigningKey signingKey) {
    Instant issuedAt = Objects.requireNonNull(claims.issuedAt(), "issuedAt");
    ApiKeyIssuer issuer =
        ApiKeyIssuer.builder(signingKey, issuance.issuer())
            .claimNames(issuance.claimNames())
            .prefix(issuance.prefix())
            .clock(Clock.fixed(issuedAt, ZoneOffset.UTC))
            .build();
    try {
      return issuer.issue(requestFor(claims));
    } catch (IllegalArgumentException e) {
      throw ManagementException.of(
          Kind.CONFLICT,
          "The key could not be signed: %s. Its record stays, and its key does not exist."
              .formatted(e.getMessage()));
    }
  }

  private static KeyRequest requestFor(KeyClaims claims) {
    KeyRequest.Builder request =
        KeyRequest.builder(claims.ref().integrationId(), claims.ref().organizationId())
            .permissions(claims.permissions().toArray(String[]::new))
            .expiresAt(Objects.requireNonNull(claims.expiresAt(), "expiresAt"))
            .id(claims.ref().keyId());
    if (claims.agentId() != null) {
      request.agent(claims.agentId());
    }
    if (claims.plan() != null) {
      request.plan(claims.plan());
    }
    return request.build();
  }

  /** The key exists now: without its marks it is shown all the same. */
  private ApiKeyRecord storeMarks(ChangeContext context, ApiKeyRecord key, KeyMarks marks) {
    try {
      return changes.makeChange(
          context,
          change -> {
            ApiKeyRecord known = KeyViews.requireKey(change.records(), key.ref());
            return AuditedKeyWriter.updateKey(
                change, "key.sign", known, KeyRecordUpdates.withMarks(known, marks));
          });
    } catch (ManagementException e) {
      Log.marksNotStored(key.ref().keyId(), e);
      return key;
    }
  }
}
