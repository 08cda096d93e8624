package org.nexusauth.management.apikey;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.management.access.AccessCheck;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.apikey.EnvironmentPresets.Preset;
import org.nexusauth.management.apikey.GenerationResult.AlreadyGenerated;
import org.nexusauth.management.apikey.idempotency.IdempotencyCheck;
import org.nexusauth.management.apikey.idempotency.RequestDigest;
import org.nexusauth.management.apikey.record.AuditedKeyWriter;
import org.nexusauth.management.audit.AuditedChanges;
import org.nexusauth.management.audit.AuditedWriter;
import org.nexusauth.management.internal.AgentLookup;
import org.nexusauth.management.internal.RandomIds;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLabel.Origin;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.Suspension;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.ManagementPorts;

/** Issues keys: the record and its audit event are committed first, then the key is signed. */
final class KeyGenerator {
  private final ManagementPorts ports;
  private final KeyIssuanceSettings issuance;
  private final AuditedChanges changes;
  private final KeySigner signer;
  private final AgentLookup agents;
  private final RandomIds ids = new RandomIds();

  KeyGenerator(ManagementPorts ports, KeyIssuanceSettings issuance, AuditedChanges changes) {
    this.ports = ports;
    this.issuance = issuance;
    this.changes = changes;
    this.signer = new KeySigner(issuance, changes);
    this.agents = new AgentLookup(ports);
  }

  /**
   * A record that a transaction has made, or an earlier one of the same request.
   *
   * @param repeated whether it was made earlier
   */
  record RecordedKey(ApiKeyRecord key, boolean repeated) {}

  /**
   * Whose a new key is, found before its transaction.
   *
   * @param agent its agent, as found; null if the directory does not know it
   */
  record KeyOwner(Integration integration, @Nullable Agent agent) {}

  GenerationResult generateKey(ChangeContext context, NewKeyRequest order) {
    NewKeyCheck check = new NewKeyCheck(issuance);
    check.requireValid(order, ports.now());
    IdempotencyCheck request = new IdempotencyCheck(context, digestOf(order));
    request.validate();
    KeyOwner owner = findOwner(order.organizationId(), order.integrationId());
    SigningKey signingKey = issuance.signingKey().get();
    RecordedKey recorded =
        changes.makeChange(
            context,
            change -> {
              KeyRef ref = new KeyRef(order.organizationId(), order.integrationId(), "");
              Optional<RecordedKey> earlier = findEarlier(change, request, ref);
              if (earlier.isPresent()) {
                return earlier.get();
              }
              requireUsable(change, owner);
              check.requireKnownPlan(change.records(), order);
              ApiKeyRecord key = newKey(change, owner.integration(), order, signingKey);
              AuditedKeyWriter.insertKey(change, "key.create", key);
              request.remember(change, key.ref().keyId());
              return new RecordedKey(key, false);
            });
    return toResult(context, recorded, signingKey);
  }

  private static String digestOf(NewKeyRequest order) {
    return RequestDigest.digestOf(
        Arrays.asList(
            "generate",
            order.organizationId(),
            order.integrationId(),
            order.name(),
            order.environment(),
            order.permissions().size(),
            order.permissions(),
            order.lifetime(),
            order.plan(),
            order.expiresAt()));
  }

  /** Signs the key of a new record; of an earlier one it is not shown again. */
  GenerationResult toResult(ChangeContext context, RecordedKey recorded, SigningKey signingKey) {
    if (recorded.repeated()) {
      return new AlreadyGenerated(recorded.key());
    }
    return signer.signKey(context, recorded.key(), signingKey);
  }

  /** Finds the key that the same request has made in an integration. */
  static Optional<RecordedKey> findEarlier(
      AuditedWriter change, IdempotencyCheck request, KeyRef integration) {
    return request
        .findResult(change)
        .map(keyId -> new KeyRef(integration.organizationId(), integration.integrationId(), keyId))
        .map(ref -> new RecordedKey(KeyViews.requireKey(change.records(), ref), true));
  }

  KeyOwner findOwner(String organizationId, String integrationId) {
    Integration integration =
        ports
            .records()
            .read(all -> all.findIntegration(organizationId, integrationId))
            .orElseThrow(() -> AccessCheck.notFound("integration"));
    Agent agent = agents.findAgent(organizationId, integration.agentId()).orElse(null);
    return new KeyOwner(integration, agent);
  }

  /** Checks, in the transaction, that the integration is enabled and its agent not restricted. */
  void requireUsable(AuditedWriter change, KeyOwner owner) {
    Integration found = owner.integration();
    Suspension disablement =
        change
            .records()
            .findIntegration(found.organizationId(), found.id())
            .orElse(found)
            .disablement();
    if (disablement != null) {
      throw ManagementException.of(
          Kind.CONFLICT,
          "The integration is disabled (%s). Enable it first.".formatted(disablement.reason()));
    }
    if (owner.agent() == null) {
      throw ManagementException.of(
          Kind.CONFLICT,
          "There is no agent %s any more, and the integration is its. Create the agent first."
              .formatted(found.agentId()));
    }
    AgentLookup.requireUnrestricted(agents.refresh(owner.agent(), change.records()));
  }

  private ApiKeyRecord newKey(
      AuditedWriter change, Integration integration, NewKeyRequest order, SigningKey signingKey) {
    Preset preset = issuance.presets().presetOf(order.environment());
    Duration lifetime = lifetimeOf(order, preset, change.now());
    String plan = order.plan();
    if (plan == null) {
      plan = preset.plan();
    }
    KeyClaims claims =
        newClaims(
            integration,
            new ClaimChoice(order.permissions(), plan, shorten(lifetime)),
            change.now(),
            signingKey);
    KeyLabel label =
        new KeyLabel(
            order.name(), order.environment(), Origin.ISSUED, change.actor().name(), change.now());
    return new ApiKeyRecord(claims, label, null, KeyLifecycle.NEW, 1);
  }

  private static Duration lifetimeOf(NewKeyRequest order, Preset preset, Instant now) {
    Instant expiresAt = order.expiresAt();
    if (expiresAt != null) {
      return Duration.between(now.truncatedTo(ChronoUnit.SECONDS), expiresAt);
    }
    return Objects.requireNonNullElse(order.lifetime(), preset.lifetime());
  }

  /** Returns a lifetime that is no longer than keys may have now. */
  Duration shorten(Duration lifetime) {
    Duration longest = issuance.longestLifetime();
    if (lifetime.compareTo(longest) > 0) {
      return longest;
    }
    return lifetime;
  }

  /**
   * What differs between the keys of an integration.
   *
   * @param plan the plan; null for none
   */
  record ClaimChoice(List<String> permissions, @Nullable String plan, Duration lifetime) {}

  /** Returns the claims of a new key; its instants are in whole seconds, as a JWT has them. */
  KeyClaims newClaims(
      Integration integration, ClaimChoice choice, Instant now, SigningKey signingKey) {
    Instant issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
    return new KeyClaims(
        issuance.issuer(),
        new KeyRef(integration.organizationId(), integration.id(), ids.newId("")),
        integration.agentId(),
        choice.permissions(),
        choice.plan(),
        signingKey.keyId(),
        issuedAt,
        issuedAt.plus(choice.lifetime()).truncatedTo(ChronoUnit.SECONDS));
  }
}
