package org.nexusauth.console.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.RotationProgress;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyMarks;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.model.Rotation;

/** API keys, without their text. Every member is always there. */
public final class ApiKeyJson {
  private ApiKeyJson() {}

  /** Returns a key. */
  public static ObjectNode render(ApiKeyView key) {
    ObjectNode json = ApiJson.object();
    putLabel(json, key);
    putClaims(json, key.record());
    KeyMarks marks = key.record().marks();
    json.put("fingerprint", marks == null ? null : marks.fingerprint());
    json.put("lastFour", marks == null ? null : marks.lastFour());
    putUse(json, key.use());
    putLifecycle(json, key.record().lifecycle());
    json.put("version", key.record().version());
    return json;
  }

  /** Returns how far a rotation is. */
  public static ObjectNode render(RotationProgress progress) {
    ObjectNode json = ApiJson.object();
    json.put("safeToRevoke", progress.safeToRevoke());
    json.put("advice", progress.advice());
    json.set("predecessor", render(progress.predecessor()));
    json.set("successor", render(progress.successor()));
    return json;
  }

  private static void putLabel(ObjectNode json, ApiKeyView key) {
    KeyLabel label = key.record().label();
    json.put("organizationId", key.record().ref().organizationId());
    json.put("integrationId", key.record().ref().integrationId());
    json.put("id", key.record().ref().keyId());
    json.put("name", label.name());
    json.put("environment", ValueFormats.write(label.environment()));
    json.put("origin", ValueFormats.write(label.origin()));
    json.put("state", ValueFormats.write(key.state()));
    json.put("stateReason", key.stateReason());
    json.put("createdBy", label.createdBy());
    DirectoryJson.putInstant(json, "createdAt", label.createdAt());
  }

  private static void putClaims(ObjectNode json, ApiKeyRecord key) {
    KeyClaims claims = key.claims();
    json.put("agentId", claims.agentId());
    json.put("issuer", claims.issuer());
    ArrayNode permissions = json.putArray("permissions");
    claims.permissions().forEach(permissions::add);
    json.put("plan", key.plan());
    json.put("claimedPlan", claims.plan());
    json.put("signingKeyId", claims.signingKeyId());
    DirectoryJson.putInstant(json, "issuedAt", claims.issuedAt());
    DirectoryJson.putInstant(json, "expiresAt", claims.expiresAt());
  }

  private static void putUse(ObjectNode json, @Nullable KeyUse use) {
    Optional<KeyUse> known = Optional.ofNullable(use);
    DirectoryJson.putInstant(json, "firstUsedAt", known.map(KeyUse::firstAt).orElse(null));
    DirectoryJson.putInstant(json, "lastUsedAt", known.map(KeyUse::lastAt).orElse(null));
    json.put("lastNetwork", known.map(KeyUse::network).orElse(null));
    json.put("lastClientVersion", known.map(KeyUse::clientVersion).orElse(null));
  }

  private static void putLifecycle(ObjectNode json, KeyLifecycle lifecycle) {
    json.put("predecessorId", lifecycle.predecessorId());
    putRotation(json, lifecycle.rotation());
    putRevocation(json, lifecycle.revocation());
    DirectoryJson.putInstant(json, "exposedAt", lifecycle.exposedAt());
  }

  private static void putRotation(ObjectNode json, @Nullable Rotation rotation) {
    if (rotation == null) {
      json.putNull("rotation");
      return;
    }
    ObjectNode nested = json.putObject("rotation");
    nested.put("successorId", rotation.successorId());
    DirectoryJson.putInstant(nested, "startedAt", rotation.startedAt());
    nested.put("startedBy", rotation.startedBy());
    nested.put("grace", rotation.grace().toString());
    DirectoryJson.putInstant(nested, "deadline", rotation.deadline());
    DirectoryJson.putInstant(nested, "graceStartedAt", rotation.graceStartedAt());
    DirectoryJson.putInstant(nested, "endsAt", rotation.endsAt());
  }

  private static void putRevocation(ObjectNode json, @Nullable KeyRevocation revocation) {
    if (revocation == null) {
      json.putNull("revocation");
      return;
    }
    ObjectNode nested = json.putObject("revocation");
    DirectoryJson.putInstant(nested, "at", revocation.at());
    nested.put("by", revocation.by());
    nested.put("cause", ValueFormats.write(revocation.cause()));
    nested.put("text", revocation.text());
  }
}
