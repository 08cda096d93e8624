package org.nexusauth.testkit;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.Subject.Kind;

/** A key with new ids, so that cases do not meet in a store that keeps all. */
final class FreshKey {
  private final String mark = UUID.randomUUID().toString();
  private final Instant issuedAt;

  FreshKey(Instant issuedAt) {
    this.issuedAt = issuedAt;
  }

  /** Returns the key with everything that a key can have. */
  KeySubject key() {
    return builder().issuedAt(issuedAt).expiresAt(issuedAt.plusSeconds(86_400)).build();
  }

  /** Returns the key issued at another instant, or without one. */
  KeySubject issuedAt(@Nullable Instant instant) {
    return builder().issuedAt(instant).build();
  }

  /** Returns the key with another agent; null for none. */
  KeySubject ofAgent(@Nullable String agentId) {
    return builder().agentId(agentId).issuedAt(issuedAt).build();
  }

  /**
   * Returns another key, which has nothing but its subject of this kind in common with this one; a
   * key as a subject has an organization and an integration.
   */
  KeySubject sibling(Kind kind) {
    String other = UUID.randomUUID().toString();
    Function<Kind, String> marks = one -> one == kind ? mark : other;
    Function<Kind, String> owners = one -> kind == Kind.KEY ? mark : marks.apply(one);
    boolean ofIssuer = kind == Kind.KEY || kind == Kind.SIGNING_KEY;
    return KeySubject.builder(
            "key-" + marks.apply(Kind.KEY),
            "int-" + owners.apply(Kind.INTEGRATION),
            "org-" + owners.apply(Kind.ORGANIZATION))
        .issuer("iss-" + (ofIssuer ? mark : other))
        .agentId("agt-" + marks.apply(Kind.AGENT))
        .signingKeyId("kid-" + marks.apply(Kind.SIGNING_KEY))
        .issuedAt(issuedAt)
        .build();
  }

  private KeySubject.Builder builder() {
    return KeySubject.builder("key-" + mark, "int-" + mark, "org-" + mark)
        .issuer("iss-" + mark)
        .agentId("agt-" + mark)
        .signingKeyId("kid-" + mark);
  }

  /** Returns the key's subject of a kind. */
  Subject subject(Kind kind) {
    return key().subjects().stream().filter(one -> one.kind() == kind).findFirst().orElseThrow();
  }

  /** Returns a revocation of the key as a whole. */
  Revocation revoked(Instant effectiveAt, String reason) {
    return new Revocation(subject(Kind.KEY), effectiveAt, null, null, reason);
  }

  /** Returns a revocation of the integration's keys that were issued before an instant. */
  Revocation revokedBefore(Instant issuedBefore, Instant effectiveAt, String reason) {
    return new Revocation(subject(Kind.INTEGRATION), effectiveAt, issuedBefore, null, reason);
  }

  /** Returns a builder of a key whose integration and organization are never revoked. */
  static KeySubject.Builder unrelated(String id) {
    return KeySubject.builder(id, "int-unrelated", "org-unrelated");
  }

  /** Returns the state of a key whose subject of this kind is switched off. */
  static KeyStatus.State stateWhenOff(Kind kind) {
    if (kind == Kind.INTEGRATION) {
      return KeyStatus.State.INTEGRATION_DISABLED;
    }
    return KeyStatus.State.AGENT_RESTRICTED;
  }
}
