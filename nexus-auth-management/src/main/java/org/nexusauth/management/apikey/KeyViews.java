package org.nexusauth.management.apikey;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.access.AccessCheck;
import org.nexusauth.management.apikey.KeyStateSearch.FoundKey;
import org.nexusauth.management.apikey.record.AuditedKeyWriter;
import org.nexusauth.management.apikey.record.RevocationReason;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.model.KeyStates;
import org.nexusauth.management.model.KeyUse;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.RecordReader;
import org.nexusauth.management.store.ResultPage;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.StatusUnavailableException;

/** Reads keys as they are shown: their records, their use, and the revocation store's verdict. */
final class KeyViews {
  private final ManagementPorts ports;

  KeyViews(ManagementPorts ports) {
    this.ports = ports;
  }

  private record UsedKey(ApiKeyRecord record, @Nullable KeyUse use) {}

  ApiKeyView viewOf(KeyRef ref) {
    UsedKey found =
        ports
            .records()
            .read(all -> new UsedKey(requireKey(all, ref), all.findKeyUse(ref).orElse(null)));
    return viewOf(found.record(), found.use());
  }

  static ApiKeyRecord requireKey(RecordReader records, KeyRef ref) {
    return records.findApiKey(ref).orElseThrow(() -> AccessCheck.notFound(AuditedKeyWriter.KIND));
  }

  ResultPage<ApiKeyView> list(ApiKeyQuery query, PageRequest page) {
    KeyState wanted = query.state();
    if (wanted == null) {
      return listByRecords(query, page);
    }
    try {
      return listByVerdict(new KeyStateSearch(ports, query, wanted).findPage(page));
    } catch (StatusUnavailableException e) {
      return listByRecords(query, page); // Each view says that the store cannot be reached.
    }
  }

  private ResultPage<ApiKeyView> listByRecords(ApiKeyQuery query, PageRequest page) {
    ResultPage<UsedKey> found = ports.records().read(all -> readUsedKeys(all, query, page));
    return new ResultPage<>(
        found.items().stream().map(one -> viewOf(one.record(), one.use())).toList(),
        found.nextCursor());
  }

  private static ResultPage<UsedKey> readUsedKeys(
      RecordReader records, ApiKeyQuery query, PageRequest page) {
    ResultPage<ApiKeyRecord> keys = records.listApiKeys(query, page);
    List<KeyRef> refs = keys.items().stream().map(ApiKeyRecord::ref).toList();
    Map<KeyRef, KeyUse> uses = records.findKeyUses(refs);
    return new ResultPage<>(
        keys.items().stream().map(key -> new UsedKey(key, uses.get(key.ref()))).toList(),
        keys.nextCursor());
  }

  private ResultPage<ApiKeyView> listByVerdict(ResultPage<FoundKey> found) {
    List<KeyRef> refs = found.items().stream().map(key -> key.record().ref()).toList();
    Map<KeyRef, KeyUse> uses = ports.records().read(all -> all.findKeyUses(refs));
    return new ResultPage<>(
        found.items().stream()
            .map(key -> viewByVerdict(key.record(), key.status(), uses.get(key.record().ref())))
            .toList(),
        found.nextCursor());
  }

  ApiKeyView viewOf(ApiKeyRecord key, @Nullable KeyUse use) {
    try {
      return viewByVerdict(key, ports.revocations().statusOf(key.claims().subject()), use);
    } catch (StatusUnavailableException e) {
      return new ApiKeyView(
          key,
          stateByRecords(key, ports.now()),
          "The revocation store cannot be reached: this is what the records say.",
          use);
    }
  }

  private ApiKeyView viewByVerdict(ApiKeyRecord key, KeyStatus status, @Nullable KeyUse use) {
    KeyState state = KeyStates.stateOf(key, status, ports.now());
    return new ApiKeyView(key, state, explainState(key, state, status), use);
  }

  private KeyState stateByRecords(ApiKeyRecord key, Instant now) {
    KeyRef ref = key.ref();
    String agentId = key.claims().agentId();
    return ports
        .records()
        .read(
            all -> {
              Integration integration =
                  all.findIntegration(ref.organizationId(), ref.integrationId()).orElse(null);
              Agent agent = null;
              if (agentId != null) {
                agent = all.findAgent(ref.organizationId(), agentId).orElse(null);
              }
              return KeyStates.stateByRecords(key, integration, agent, now);
            });
  }

  private @Nullable String explainState(ApiKeyRecord key, KeyState state, KeyStatus status) {
    return switch (state) {
      case REVOKED -> explainRevocation(key, status);
      case INTEGRATION_DISABLED -> "Its integration is disabled.";
      case AGENT_RESTRICTED -> "Its agent is restricted.";
      case RETIRING -> explainRotation(key);
      case EXPIRED -> null;
      case ACTIVE, EXPIRING -> explainScheduled(key);
    };
  }

  private String explainRevocation(ApiKeyRecord key, KeyStatus status) {
    KeyRevocation revocation = key.lifecycle().revocation();
    if (revocation != null && !revocation.at().isAfter(ports.now())) {
      return "Revoked by %s at %s: %s."
          .formatted(
              revocation.by(), inSeconds(revocation.at()), RevocationReason.describe(revocation));
    }
    Rotation rotation = key.lifecycle().rotation();
    if (rotation != null && !rotation.endsAt().isAfter(ports.now())) {
      return "Replaced by key %s; ended at %s."
          .formatted(rotation.successorId(), inSeconds(rotation.endsAt()));
    }
    return "Revoked: %s.".formatted(status.reason());
  }

  private static @Nullable String explainRotation(ApiKeyRecord key) {
    Rotation rotation = key.lifecycle().rotation();
    if (rotation == null) {
      return null;
    }
    if (rotation.graceStartedAt() == null) {
      return "Replaced by key %s, which has not been used; ends at %s at the latest."
          .formatted(rotation.successorId(), inSeconds(rotation.deadline()));
    }
    return "Replaced by key %s; ends at %s."
        .formatted(rotation.successorId(), inSeconds(rotation.endsAt()));
  }

  private @Nullable String explainScheduled(ApiKeyRecord key) {
    KeyRevocation revocation = key.lifecycle().revocation();
    if (revocation == null) {
      return null;
    }
    if (revocation.at().isAfter(ports.now())) {
      return "To be revoked at %s: %s."
          .formatted(inSeconds(revocation.at()), RevocationReason.describe(revocation));
    }
    return "The record says that it was revoked at %s, but the revocation store does not know it: "
            .formatted(inSeconds(revocation.at()))
        + "the key is accepted. Revoke it again.";
  }

  private static Instant inSeconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
