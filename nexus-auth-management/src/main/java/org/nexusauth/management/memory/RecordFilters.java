package org.nexusauth.management.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.AuditEvent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyMarks;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.KeyStates;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.AuditQuery;
import org.nexusauth.management.store.CaseFolding;
import org.nexusauth.management.store.IntegrationQuery;

/** Which records a query finds. */
final class RecordFilters {
  private final MemoryDraft draft;

  RecordFilters(MemoryDraft draft) {
    this.draft = draft;
  }

  boolean matches(Integration integration, IntegrationQuery query) {
    boolean disabled = integration.disablement() != null;
    return integration.organizationId().equals(query.organizationId())
        && isNullOrEqual(query.agentId(), integration.agentId())
        && isNullOrEqual(query.disabled(), disabled)
        && (query.expiring() == null
            || query.expiring() == hasExpiringKey(integration, query.now()))
        && isUnusedSince(integration, query.unusedSince())
        && contains(query.text(), integration.name(), integration.id());
  }

  private boolean hasExpiringKey(Integration integration, Instant now) {
    return draft.apiKeys.values().stream()
        .filter(key -> isOf(key.ref(), integration.organizationId(), integration.id()))
        .anyMatch(key -> stateOf(key, now) == KeyState.EXPIRING);
  }

  private boolean isUnusedSince(Integration integration, @Nullable Instant since) {
    if (since == null) {
      return true;
    }
    Optional<Instant> lastUse = findLastUse(integration.organizationId(), integration.id());
    return integration.createdAt().isBefore(since)
        && lastUse.filter(last -> !last.isBefore(since)).isEmpty();
  }

  /** Returns when a key of an integration was last used. */
  Optional<Instant> findLastUse(String organizationId, String integrationId) {
    return draft.keyUses.entries().stream()
        .filter(entry -> isOf(entry.getKey(), organizationId, integrationId))
        .map(entry -> entry.getValue().lastAt())
        .max(Comparator.naturalOrder());
  }

  static boolean isOf(KeyRef ref, String organizationId, String integrationId) {
    return ref.organizationId().equals(organizationId) && ref.integrationId().equals(integrationId);
  }

  boolean matches(ApiKeyRecord key, ApiKeyQuery query) {
    return key.ref().organizationId().equals(query.organizationId())
        && isNullOrEqual(query.integrationId(), key.ref().integrationId())
        && isNullOrEqual(query.agentId(), key.claims().agentId())
        && isNullOrEqual(query.state(), stateOf(key, query.now()))
        && expiresBefore(key, query.expiresBefore())
        && isUnusedSince(key, query.unusedSince())
        && isNullOrEqual(query.plan(), MemoryPlanReader.planOf(key))
        && isNullOrEqual(query.environment(), key.label().environment())
        && hasText(key, query.text());
  }

  KeyState stateOf(ApiKeyRecord key, Instant now) {
    KeyRef ref = key.ref();
    Integration integration =
        draft
            .integrations
            .find(ref.integrationId())
            .filter(one -> one.organizationId().equals(ref.organizationId()))
            .orElse(null);
    return KeyStates.stateByRecords(key, integration, agentOf(key), now);
  }

  private @Nullable Agent agentOf(ApiKeyRecord key) {
    String agentId = key.claims().agentId();
    if (agentId == null) {
      return null;
    }
    return draft
        .agents
        .find(agentId)
        .filter(one -> one.organizationId().equals(key.ref().organizationId()))
        .orElse(null);
  }

  private static boolean expiresBefore(ApiKeyRecord key, @Nullable Instant end) {
    Instant expiresAt = key.claims().expiresAt();
    return end == null || (expiresAt != null && expiresAt.isBefore(end));
  }

  private boolean isUnusedSince(ApiKeyRecord key, @Nullable Instant since) {
    if (since == null) {
      return true;
    }
    boolean used =
        draft.keyUses.find(key.ref()).filter(use -> !use.lastAt().isBefore(since)).isPresent();
    return !used && key.label().createdAt().isBefore(since);
  }

  private static boolean hasText(ApiKeyRecord key, @Nullable String text) {
    KeyMarks marks = key.marks();
    return contains(text, key.label().name(), key.ref().keyId())
        || (marks != null && marks.lastFour().equals(text));
  }

  boolean isRotationToAdvance(ApiKeyRecord key, Instant now) {
    Rotation rotation = key.lifecycle().rotation();
    if (rotation == null || key.lifecycle().revocation() != null) {
      return false;
    }
    KeyRef old = key.ref();
    KeyRef successor =
        new KeyRef(old.organizationId(), old.integrationId(), rotation.successorId());
    KeyUse use = draft.keyUses.find(successor).orElse(null);
    return rotation.graceStartedAt() == null && rotation.deadline().isAfter(now) && use != null;
  }

  static boolean isValidKeyOf(ApiKeyRecord key, String issuer, String signingKeyId, Instant now) {
    if (!issuer.equals(key.claims().issuer())
        || !signingKeyId.equals(key.claims().signingKeyId())) {
      return false;
    }
    KeyState state = KeyStates.stateByRecords(key, null, null, now);
    return state != KeyState.REVOKED && state != KeyState.EXPIRED;
  }

  static boolean matches(AuditEvent event, AuditQuery query) {
    return isOfOrganization(event, query)
        && isNullOrEqual(query.actor(), event.actor().name())
        && isNullOrEqual(query.action(), event.action())
        && isNullOrEqual(query.subjectId(), event.subjectId())
        && (query.from() == null || !event.at().isBefore(query.from()))
        && (query.to() == null || event.at().isBefore(query.to()));
  }

  private static boolean isOfOrganization(AuditEvent event, AuditQuery query) {
    if (query.organizationIds() == null) {
      return true;
    }
    return event.organizationId() != null
        && query.organizationIds().contains(event.organizationId());
  }

  static boolean contains(@Nullable String text, String name, String id) {
    return text == null
        || CaseFolding.containsFolded(name, text)
        || CaseFolding.containsFolded(id, text);
  }

  private static boolean isNullOrEqual(@Nullable Object wanted, @Nullable Object value) {
    return wanted == null || Objects.equals(wanted, value);
  }
}
