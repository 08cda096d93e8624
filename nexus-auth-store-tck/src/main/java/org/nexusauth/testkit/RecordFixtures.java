package org.nexusauth.testkit;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.AuditEvent.AuditActor;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLabel.Origin;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyMarks;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.management.model.SealedText;
import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.model.SigningKeyState;

/** Records of an organization of its own, so that a store need not be empty. */
final class RecordFixtures {
  static final Instant NOW = Instant.parse("2026-11-30T13:00:00.123456Z");
  static final String ISSUER = "https://api.example.com";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Begins all ids of these records. */
  final String mark = randomMark();

  final String organizationId = "org_" + mark;
  final String integrationId = "int_" + mark;
  final String agentId = "agt_" + mark;

  private static String randomMark() {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Returns a new id. */
  static String newId() {
    return "id_" + randomMark();
  }

  Organization organization() {
    return new Organization(organizationId, "Acme", NOW, 1);
  }

  Agent agent(String id, String name) {
    return new Agent(organizationId, id, name, null, NOW, 1);
  }

  Integration integration(String id, String name) {
    return new Integration(organizationId, id, name, agentId, null, NOW, "ada", 1);
  }

  KeyRef ref(String keyId) {
    return new KeyRef(organizationId, integrationId, keyId);
  }

  KeyClaims claims(String keyId) {
    return new KeyClaims(
        ISSUER,
        ref(keyId),
        agentId,
        List.of("read", "write"),
        "gold",
        "kid-" + mark,
        NOW,
        NOW.plus(Duration.ofDays(90)));
  }

  ApiKeyRecord key(String keyId) {
    return keyOf(claims(keyId), KeyLifecycle.NEW);
  }

  ApiKeyRecord keyOf(KeyClaims claims, KeyLifecycle lifecycle) {
    return new ApiKeyRecord(claims, label("Key", NOW), null, lifecycle, 1);
  }

  ApiKeyRecord keyNamed(String keyId, String name, Instant createdAt) {
    return new ApiKeyRecord(claims(keyId), label(name, createdAt), null, KeyLifecycle.NEW, 1);
  }

  static KeyLabel label(String name, Instant createdAt) {
    return new KeyLabel(name, Environment.PRODUCTION, Origin.ISSUED, "ada", createdAt);
  }

  static KeyClaims withExpiry(KeyClaims claims, @Nullable Instant expiresAt) {
    return new KeyClaims(
        claims.issuer(),
        claims.ref(),
        claims.agentId(),
        claims.permissions(),
        claims.plan(),
        claims.signingKeyId(),
        claims.issuedAt(),
        expiresAt);
  }

  static ApiKeyRecord withMarks(ApiKeyRecord key, @Nullable KeyMarks marks) {
    return new ApiKeyRecord(key.claims(), key.label(), marks, key.lifecycle(), key.version() + 1);
  }

  static KeyLifecycle revoked(Instant at) {
    return new KeyLifecycle(
        null, null, new KeyRevocation(at, "ada", KeyRevocation.Cause.LEAKED, "in a log"), null);
  }

  static Rotation rotation(String successorId, Instant deadline, @Nullable Instant graceStart) {
    return new Rotation(successorId, NOW, "ada", Duration.ofHours(24), deadline, graceStart);
  }

  static KeyLifecycle rotating(Rotation rotation) {
    return new KeyLifecycle(null, rotation, null, null);
  }

  SigningKeyRecord signingKey(String keyId, Instant createdAt) {
    return new SigningKeyRecord(
        ISSUER + "/" + mark,
        keyId,
        "RS256",
        SigningKeyState.NEXT,
        createdAt,
        "ada",
        createdAt,
        "{\"kty\":\"RSA\"}",
        new SealedText("1.ab.cd." + "x".repeat(4_000)),
        1);
  }

  AuditEvent event(long sequence, String action) {
    return new AuditEvent(
        sequence,
        NOW,
        new AuditActor("ada-" + mark, "OPERATOR", "req-" + sequence, null),
        organizationId,
        action,
        "key",
        "key-" + mark,
        Map.of(),
        Map.of("name", "Key"),
        "0".repeat(64));
  }
}
