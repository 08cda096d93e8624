package org.nexusauth.cli.apikey;

import static org.nexusauth.cli.management.RecordFormat.textOf;
import static org.nexusauth.cli.option.ConstantConverter.nameOf;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.RecordFormat;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyMarks;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.model.Rotation;

/** How API keys are shown: never their text. */
final class KeyFormats {

  static final RecordFormat<ApiKeyView> KEY = addTexts(addMembers(new RecordFormat<>("keys")));

  private KeyFormats() {}

  private static RecordFormat<ApiKeyView> addMembers(RecordFormat<ApiKeyView> format) {
    return format
        .member("organizationId", key -> claims(key).ref().organizationId())
        .member("integrationId", key -> claims(key).ref().integrationId())
        .member("id", key -> claims(key).ref().keyId())
        .member("name", key -> label(key).name())
        .member("environment", key -> nameOf(label(key).environment()))
        .member("state", key -> nameOf(key.state()))
        .member("stateReason", ApiKeyView::stateReason)
        .member("origin", key -> nameOf(label(key).origin()))
        .member("issuer", key -> claims(key).issuer())
        .member("agentId", key -> claims(key).agentId())
        .member("permissions", key -> claims(key).permissions())
        .member("plan", key -> key.record().plan())
        .member("claimedPlan", key -> claims(key).plan())
        .member("signingKeyId", key -> claims(key).signingKeyId())
        .timeMember("issuedAt", key -> claims(key).issuedAt())
        .timeMember("expiresAt", key -> claims(key).expiresAt())
        .member("fingerprint", key -> mark(key, KeyMarks::fingerprint))
        .member("lastFour", key -> mark(key, KeyMarks::lastFour))
        .timeMember("createdAt", key -> label(key).createdAt())
        .member("createdBy", key -> label(key).createdBy())
        .timeMember("firstUsedAt", key -> use(key, KeyUse::firstAt))
        .timeMember("lastUsedAt", key -> use(key, KeyUse::lastAt))
        .member("lastNetwork", key -> use(key, KeyUse::network))
        .member("lastClientVersion", key -> use(key, KeyUse::clientVersion))
        .member("predecessorId", key -> key.record().lifecycle().predecessorId())
        .member("rotation", key -> membersOf(key.record().lifecycle().rotation()))
        .member("revocation", key -> membersOf(key.record().lifecycle().revocation()))
        .timeMember("exposedAt", key -> key.record().lifecycle().exposedAt())
        .member("version", key -> key.record().version());
  }

  private static RecordFormat<ApiKeyView> addTexts(RecordFormat<ApiKeyView> format) {
    return format
        .column("id", key -> claims(key).ref().keyId())
        .cuttableColumn("name", key -> label(key).name())
        .detail("organization", key -> claims(key).ref().organizationId())
        .column("integration", key -> claims(key).ref().integrationId())
        .detail("agent", key -> claims(key).agentId())
        .column("environment", key -> nameOf(label(key).environment()))
        .column("state", key -> nameOf(key.state()))
        .detail("why", ApiKeyView::stateReason)
        .detail("permissions", key -> String.join(", ", claims(key).permissions()))
        .detail("plan", key -> key.record().plan())
        .detail("plan by its claim", KeyFormats::differentClaim)
        .timeColumn("expires", key -> claims(key).expiresAt())
        .timeColumn("last used", key -> use(key, KeyUse::lastAt))
        .timeDetail("first used", key -> use(key, KeyUse::firstAt))
        .detail("last network", key -> use(key, KeyUse::network))
        .detail("last client version", key -> use(key, KeyUse::clientVersion))
        .column("last four", key -> mark(key, KeyMarks::lastFour))
        .detail("fingerprint", key -> mark(key, KeyMarks::fingerprint))
        .detail("issuer", key -> claims(key).issuer())
        .detail("signing key", key -> claims(key).signingKeyId())
        .detail("origin", key -> nameOf(label(key).origin()))
        .timeDetail("created", key -> label(key).createdAt())
        .detail("created by", key -> label(key).createdBy())
        .detail("replaces", key -> key.record().lifecycle().predecessorId())
        .detail("replaced by", key -> rotation(key, Rotation::successorId))
        .timeDetail("ends by rotation", key -> rotation(key, Rotation::endsAt))
        .timeDetail("revoked from", key -> revocation(key, KeyRevocation::at))
        .detail("revoked by", key -> revocation(key, KeyRevocation::by))
        .detail("revoked because", key -> revocation(key, KeyFormats::describeCause))
        .timeDetail("reported as leaked", key -> key.record().lifecycle().exposedAt())
        .detail("version", key -> textOf(key.record().version()));
  }

  /** Returns the plan that a key claims, where its record has another one. */
  private static @Nullable String differentClaim(ApiKeyView key) {
    if (label(key).assignedPlan() == null) {
      return null;
    }
    return Optional.ofNullable(claims(key).plan()).orElse("none");
  }

  /** Returns a key's state. */
  static String stateOf(ApiKeyView key) {
    return nameOf(key.state());
  }

  static @Nullable Instant firstUsedAt(ApiKeyView key) {
    return use(key, KeyUse::firstAt);
  }

  static @Nullable Instant lastUsedAt(ApiKeyView key) {
    return use(key, KeyUse::lastAt);
  }

  /** Returns when a key ends: by its rotation, else by its expiry. */
  static @Nullable Instant endsAt(ApiKeyView key) {
    return Optional.ofNullable(rotation(key, Rotation::endsAt)).orElse(claims(key).expiresAt());
  }

  private static KeyClaims claims(ApiKeyView key) {
    return key.record().claims();
  }

  private static KeyLabel label(ApiKeyView key) {
    return key.record().label();
  }

  private static @Nullable String mark(ApiKeyView key, Function<KeyMarks, String> part) {
    return Optional.ofNullable(key.record().marks()).map(part).orElse(null);
  }

  private static <T> @Nullable T use(ApiKeyView key, Function<KeyUse, @Nullable T> part) {
    return Optional.ofNullable(key.use()).map(part).orElse(null);
  }

  private static <T> @Nullable T rotation(ApiKeyView key, Function<Rotation, T> part) {
    return Optional.ofNullable(key.record().lifecycle().rotation()).map(part).orElse(null);
  }

  private static <T> @Nullable T revocation(ApiKeyView key, Function<KeyRevocation, T> part) {
    return Optional.ofNullable(key.record().lifecycle().revocation()).map(part).orElse(null);
  }

  private static String describeCause(KeyRevocation revocation) {
    String cause = nameOf(revocation.cause());
    if (revocation.text().isEmpty()) {
      return cause;
    }
    return cause + ": " + revocation.text();
  }

  private static @Nullable Map<String, @Nullable Object> membersOf(@Nullable Rotation rotation) {
    if (rotation == null) {
      return null;
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("successorId", rotation.successorId());
    members.put("startedAt", rotation.startedAt().toString());
    members.put("startedBy", rotation.startedBy());
    members.put("grace", rotation.grace().toString());
    members.put("deadline", rotation.deadline().toString());
    members.put("graceStartedAt", textOf(rotation.graceStartedAt()));
    members.put("endsAt", rotation.endsAt().toString());
    return members;
  }

  private static @Nullable Map<String, @Nullable Object> membersOf(
      @Nullable KeyRevocation revocation) {
    if (revocation == null) {
      return null;
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("at", revocation.at().toString());
    members.put("by", revocation.by());
    members.put("cause", nameOf(revocation.cause()));
    members.put("text", revocation.text());
    return members;
  }
}
